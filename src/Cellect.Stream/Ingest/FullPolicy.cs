namespace Cellect.Stream.Ingest;

/// <summary>What happens when the pipeline is slower than the microscope.</summary>
public enum FullPolicy
{
    /// <summary>The receiver stops receiving; after a few volumes the sender feels it. Nothing is lost.</summary>
    Wait,

    /// <summary>The volume that just came is dropped.</summary>
    DropNewest,

    /// <summary>The longest waiting volume is dropped.</summary>
    DropOldest,
}
