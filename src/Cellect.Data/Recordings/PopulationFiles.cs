namespace Cellect.Data.Recordings;

/// <summary>What each population of a recording has of its own.</summary>
internal sealed class PopulationFiles
{
    /// <param name="directory">Folder of the recording.</param>
    /// <param name="place">Place of the population, from 0.</param>
    /// <param name="channel">Its channel.</param>
    /// <param name="lastT">Its last time point recorded; -1: none.</param>
    /// <param name="labels">The labels of what is recorded.</param>
    /// <param name="masks">Whether masks are written.</param>
    /// <param name="state">Whether what the model carries on is kept.</param>
    public PopulationFiles(string directory, int place, int channel, int lastT, CtcLabels labels, bool masks, bool state)
    {
        (Channel, LastT, Labels) = (channel, lastT, labels);
        if (masks)
        {
            Masks = new MaskFolder(directory, place);
            Masks.Open(lastT, labels);
        }

        State = state ? new StateFiles(directory, place) : null;
        State?.Keep(lastT);
    }

    /// <summary>Its channel.</summary>
    public int Channel { get; }

    /// <summary>Last time point recorded; -1: none.</summary>
    public int LastT { get; set; }

    /// <summary>Its tracks' labels in the masks.</summary>
    public CtcLabels Labels { get; }

    /// <summary>Its masks; null: none are written.</summary>
    public MaskFolder? Masks { get; }

    /// <summary>What its model carries on; null: it is not kept.</summary>
    public StateFiles? State { get; }
}
