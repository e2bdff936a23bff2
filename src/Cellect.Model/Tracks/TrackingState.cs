using Cellect.Model.Calibration;
using Cellect.Model.Detections;
using Cellect.Model.Linking;

namespace Cellect.Model.Tracks;

/// <summary>
/// What a linked frame leaves for the next: its cells and the remembered ones with their tracks, the next free track id, and the counts of
/// births and appearances. With it another process goes on with the series. Immutable.
/// </summary>
/// <param name="Origins">What the next frame's cells may come from.</param>
/// <param name="Tracks">[origin] its track.</param>
/// <param name="Next">Next free track id.</param>
/// <param name="Births">Births and appearances counted.</param>
/// <param name="Extent">Shape of the volumes, voxels (z, y, x).</param>
internal sealed record TrackingState(
    Origins Origins,
    IReadOnlyList<LinkedCell> Tracks,
    int Next,
    (double Born, double Appeared) Births,
    (int Z, int Y, int X) Extent
)
{
    private const int Format = 3;
    private const int HeadInts = 11;

    // Bounds what a damaged file can make us allocate.
    private const int MostCells = 1 << 22;
    private const int FloatsOfCell = 9 + DetectedFrame.EmbeddingLength + 3 + 2 + 1;
    private const int IntsOfCell = 3 + 2 + 1;

    /// <summary>The scale at which the network sees the series, in its steps; null: it has not been settled.</summary>
    public (int Lateral, int Axial)? Scale { get; init; }

    /// <summary>What the series has shown of the meaning of its scores.</summary>
    public SettlingState Settled { get; init; } = SettlingState.None;

    /// <summary>The state as bytes, little-endian.</summary>
    public byte[] ToBytes()
    {
        var (origins, frame) = (Origins, Origins.Frame);
        using var memory = new MemoryStream();
        using var writer = new BinaryWriter(memory);
        Write(writer, [Format, frame.Cells.Length, origins.Previous, Next, Extent.Z, Extent.Y, Extent.X]);
        int[] scale = Scale is { } settled ? [1, settled.Lateral, settled.Axial] : [0, 0, 0];
        Write(writer, scale);
        writer.Write(Settled.Frames);
        foreach (var number in Settled.Cells.Concat(Settled.Beginnings))
            writer.Write(number);
        writer.Write(Births.Born);
        writer.Write(Births.Appeared);
        writer.Write(frame.Geometry.Z);
        writer.Write(frame.Geometry.Y);
        writer.Write(frame.Geometry.X);
        for (var i = 0; i < frame.Cells.Length; i++)
        {
            var c = frame.Cells[i];
            Write(writer, [c.Z, c.Y, c.X, c.Radius, c.Score, c.Daughter, c.BackZ, c.BackY, c.BackX]);
            Write(writer, frame.Embedding(i));
            Write(writer, origins.Momentum.Velocity.AsSpan(3 * i, 3));
            Write(writer, [origins.Condensation.Last[i], origins.Condensation.Usual[i]]);
            Write(writer, [origins.Missed[i], origins.Steps[i], origins.Momentum.Continued[i], Tracks[i].Track, Tracks[i].Parent]);
            var life = Settled.Living.GetValueOrDefault(Tracks[i].Track, new Settling.Life(0, float.NaN));
            writer.Write(life.Frames);
            writer.Write(life.Began);
        }

        writer.Flush();
        return memory.ToArray();
    }

    /// <summary>Reads what <see cref="ToBytes"/> wrote; null when it is something else.</summary>
    public static TrackingState? Read(byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes));
        try
        {
            var head = Ints(reader, HeadInts);
            return head[0] != Format || head[1] is < 0 or > MostCells || head[2] < 0 || head[2] > head[1] || head[3] < 1
                ? null
                : Read(reader, head);
        }
        catch (EndOfStreamException)
        {
            return null;
        }
    }

    private static TrackingState? Read(BinaryReader reader, int[] head)
    {
        var (scores, newScores) = (Doubles(reader, RunningMap.Numbers), Doubles(reader, RunningMap.Numbers));
        var births = (reader.ReadDouble(), reader.ReadDouble());
        var geometry = new VoxelGeometry(reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble());
        var count = head[1];
        var left = reader.BaseStream.Length - reader.BaseStream.Position;
        if (left != count * (long)(sizeof(float) * FloatsOfCell + sizeof(int) * IntsOfCell))
            return null;
        var (cells, embeddings) = (new Detection[count], new float[count * DetectedFrame.EmbeddingLength]);
        var (momentum, missed, steps) = (Momentum.Unknown(count), new int[count], new int[count]);
        var (last, usual, tracks) = (new float[count], new float[count], new LinkedCell[count]);
        var living = new Dictionary<int, Settling.Life>(count);
        for (var i = 0; i < count; i++)
        {
            var f = Floats(reader, 9);
            cells[i] = new Detection(f[0], f[1], f[2], f[3], f[4], f[5], f[6], f[7], f[8]);
            Floats(reader, DetectedFrame.EmbeddingLength).CopyTo(embeddings, i * DetectedFrame.EmbeddingLength);
            Floats(reader, 3).CopyTo(momentum.Velocity, 3 * i);
            (last[i], usual[i]) = (reader.ReadSingle(), reader.ReadSingle());
            (missed[i], steps[i], momentum.Continued[i]) = (reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32());
            tracks[i] = new LinkedCell(reader.ReadInt32(), reader.ReadInt32(), i, 1, 0);
            living[tracks[i].Track] = new Settling.Life(reader.ReadInt32(), reader.ReadSingle());
        }

        var origins = new Origins(new DetectedFrame(cells, embeddings, geometry, null), head[2], missed, steps, momentum)
        {
            Condensation = new Condensation(last, usual),
        };
        return new TrackingState(origins, tracks, head[3], births, (head[4], head[5], head[6]))
        {
            Scale = head[7] == 1 ? (head[8], head[9]) : null,
            Settled = new SettlingState(head[10], scores, newScores, living),
        };
    }

    private static void Write(BinaryWriter writer, ReadOnlySpan<int> values)
    {
        foreach (var value in values)
            writer.Write(value);
    }

    private static void Write(BinaryWriter writer, ReadOnlySpan<float> values)
    {
        foreach (var value in values)
            writer.Write(value);
    }

    private static int[] Ints(BinaryReader reader, int count)
    {
        var values = new int[count];
        for (var i = 0; i < count; i++)
            values[i] = reader.ReadInt32();
        return values;
    }

    private static double[] Doubles(BinaryReader reader, int count)
    {
        var values = new double[count];
        for (var i = 0; i < count; i++)
            values[i] = reader.ReadDouble();
        return values;
    }

    private static float[] Floats(BinaryReader reader, int count)
    {
        var values = new float[count];
        for (var i = 0; i < count; i++)
            values[i] = reader.ReadSingle();
        return values;
    }
}
