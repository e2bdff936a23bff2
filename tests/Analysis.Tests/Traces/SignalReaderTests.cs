using Cellect.Analysis.Traces;
using Cellect.Data.Tracks;
using Cellect.Data.Volumes;
using Cellect.Testing;

namespace Cellect.Analysis.Tests.Traces;

public class SignalReaderTests
{
    private static readonly VolumeShape Shape = new(12, 60, 60);

    [Theory]
    [InlineData(VoxelType.UInt16)]
    [InlineData(VoxelType.Float32)]
    public void Cells_InAnUnevenField_HaveTheirOwnBrightnessAndBackground(VoxelType type)
    {
        // The neighbour fills a part of the shell, and is five times as bright.
        TrackedCell[] cells = [Cell(1, 6, 20, 20, 6), Cell(2, 6, 20, 31, 5), Cell(3, 6, 45, 45, 4)];
        float[] bright = [400, 2000, 90];
        using var volume = Paint(type, cells, bright);
        var signals = new SignalReader(0.7).Read(volume, cells);
        for (var i = 0; i < cells.Length; i++)
            Assert.Equal(new CellSignal(bright[i], 100, bright[i]), signals[i]);
        // Once more: nothing is left of the first time.
        Assert.Equal(new CellSignal(400, 100, 400), new SignalReader(0.7).Read(volume, [cells[0], cells[1]])[0]);
    }

    [Fact]
    public void CellsBesideOrBeyondTheBorder_AreReadAsFarAsTheyAreThere()
    {
        TrackedCell[] cells = [Cell(1, 0, 0, 0, 6), Cell(2, -0.6f, 59.6f, 60.4f, 3), Cell(3, 6, 30, 30, 0), Cell(4, 6, 10, 50, float.NaN)];
        using var volume = Paint(VoxelType.UInt16, cells, [400, 500, 600, 700]);
        var signals = new SignalReader(0.7).Read(volume, cells);
        Assert.Equal(new CellSignal(400, 100, 400), signals[0]);
        Assert.True(signals[1].Mean >= 100 && signals[1].Centre >= 100);
        Assert.Equal(signals[2].Centre, signals[2].Mean);
        Assert.True(float.IsNaN(signals[2].Background) && float.IsNaN(signals[3].Background));
    }

    [Fact]
    public void Reader_KeepsNothing_FromFrameToFrame()
    {
        var reader = new SignalReader(0.7);
        TrackedCell[] cells = [Cell(1, 6, 20, 20, 6)];
        using var first = Paint(VoxelType.UInt16, [Cell(9, 6, 20, 26, 6)], [5000]);
        reader.Read(first, [Cell(9, 6, 20, 26, 6)]);
        using var second = Paint(VoxelType.UInt16, cells, [400]);
        Assert.Equal(new CellSignal(400, 100, 400), reader.Read(second, cells)[0]);
    }

    internal static TrackedCell Cell(int track, float z, float y, float x, float radius) =>
        FakeSeries.Cell(track, z: z, y: y, x: x, radius: radius);

    /// <summary>Spheres of known brightness in a field of 100. A voxel of z is four of x.</summary>
    internal static Volume Paint(VoxelType type, TrackedCell[] cells, float[] bright, int t = 0)
    {
        var volume = FakeSeries.Pool.Rent(TestVolumes.Header("run 1", t, Shape, type));
        for (var i = 0; i < Shape.Voxels; i++)
        {
            var (z, y, x) = (i / Shape.PlaneVoxels, i / Shape.X % Shape.Y, i % Shape.X);
            var value = 100f;
            for (var c = 0; c < cells.Length; c++)
            {
                var (dz, dy, dx) = (4 * (z - cells[c].Z), y - cells[c].Y, x - cells[c].X);
                if ((dz * dz) + (dy * dy) + (dx * dx) <= cells[c].Radius * cells[c].Radius)
                    value = bright[c];
            }

            if (type == VoxelType.UInt16)
                volume.AsSpan<ushort>()[i] = (ushort)value;
            else
                volume.AsSpan<float>()[i] = value;
        }

        return volume;
    }
}
