using Cellect.Data.Csv;
using Cellect.Data.Ctc;
using Cellect.Data.Recordings;
using Cellect.Data.Tracks;
using Cellect.Data.Volumes;

namespace Cellect.Data.Exchange.Masks;

/// <summary>The masks of a recording, frame by frame in the order of time, and which cell each label is.</summary>
internal sealed class RecordedMasks : IDisposable
{
    private readonly MaskFolder _folder;
    private readonly IEnumerator<RecordedFrame> _frames;
    private readonly CtcLabels _labels = new();
    private bool _ended;

    private RecordedMasks(string recording, int? population)
    {
        var reader = RecordingReader.OfOne(recording, population);
        _folder = new MaskFolder(recording, PlaceOf(reader, population));
        _frames = reader.Read().GetEnumerator();
        _ended = !_frames.MoveNext();
    }

    /// <summary>Whether a folder is a recording with masks.</summary>
    public static bool AreIn(string recording) => File.Exists(Path.Combine(recording, MaskFolder.FolderName, CtcTrackFile.FileName));

    /// <summary>Opens the masks of a recording; null where it has none.</summary>
    /// <param name="recording">Its folder; null: there is none.</param>
    /// <param name="population">Channel of the population; null where there is only one.</param>
    public static RecordedMasks? Open(string? recording, int? population) =>
        recording is not null && AreIn(recording) ? new RecordedMasks(recording, population) : null;

    private static int PlaceOf(RecordingReader reader, int? population)
    {
        for (var place = 0; place < reader.Populations.Count; place++)
            if (reader.Populations[place].Channel == population)
                return place;
        return 0;
    }

    /// <summary>Draws the cells of a frame as they were recorded. Cells are known again by their places; others stay undrawn.</summary>
    /// <param name="t">Time point; later than that of the call before.</param>
    /// <param name="cells">The cells.</param>
    /// <param name="shape">Extent of the mask.</param>
    /// <param name="mask">Gets 1 + the index of the cell at each voxel; untouched where the recording has no mask of the frame.</param>
    /// <exception cref="InvalidInputException">A mask is damaged or of another extent.</exception>
    public void Draw(int t, IReadOnlyList<TrackedCell> cells, VolumeShape shape, Span<ushort> mask)
    {
        while (!_ended && _frames.Current.Row.T < t)
        {
            Label();
            _ended = !_frames.MoveNext();
        }

        if (_ended || _frames.Current.Row.T != t || _folder.Find(t) is not { } path)
            return;
        var image = LabelImage.Read(path);
        if (new VolumeShape(image.Depth, image.Height, image.Width) != shape)
            throw new InvalidInputException($"{path} has {image.Shape} voxels; the volumes of the recording have {shape}");
        var drawn = Indices(_frames.Current.Cells, Label(), cells);
        for (var voxel = 0; voxel < mask.Length; voxel++)
            mask[voxel] = drawn[image.Labels[voxel]];
        _ended = !_frames.MoveNext();
    }

    public void Dispose() => _frames.Dispose();

    private int[] Label()
    {
        var labels = new int[_frames.Current.Cells.Count];
        _labels.Label(_frames.Current.Row.T, _frames.Current.Cells, labels);
        return labels;
    }

    private static ushort[] Indices(IReadOnlyList<TrackedCell> recorded, int[] labels, IReadOnlyList<TrackedCell> cells)
    {
        // Cells may stand in one place: they keep their order.
        var at = new Dictionary<(float, float, float), Queue<int>>(cells.Count);
        for (var i = 0; i < cells.Count; i++)
        {
            if (!at.TryGetValue(Place(cells[i]), out var here))
                at[Place(cells[i])] = here = new Queue<int>();
            here.Enqueue(i);
        }

        var indices = new ushort[CtcLabels.MaxLabel + 1];
        for (var i = 0; i < recorded.Count; i++)
            if (at.TryGetValue(Place(recorded[i]), out var here) && here.TryDequeue(out var index) && labels[i] != 0)
                indices[labels[i]] = (ushort)(1 + index);
        return indices;
    }

    private static (float, float, float) Place(in TrackedCell cell) => (cell.Z, cell.Y, cell.X);
}
