namespace Cellect.Data.Exchange.Formats;

/// <summary>A form in which tracks go to other programs.</summary>
internal enum TrackFormat
{
    /// <summary>Graph Exchange File Format 1.2, a folder of Zarr 2.</summary>
    Geff,

    /// <summary>XML of TrackMate, which Mastodon imports as well.</summary>
    TrackMate,

    /// <summary>Masks and track file of the Cell Tracking Challenge.</summary>
    Ctc,

    /// <summary>Labels of OME-Zarr 0.4, 32 bits.</summary>
    OmeZarrLabels,

    /// <summary>The parts of napari's layer of tracks.</summary>
    Napari,

    /// <summary>A table.</summary>
    Csv,
}
