using Cellect.Data.Volumes;
using Cellect.Stream.Assembly;
using Cellect.Testing;
using CsCheck;
using Microsoft.Extensions.Time.Testing;

namespace Cellect.Stream.Tests.Assembly;

public class VolumeAssemblerPropertyTests
{
    private const int Whole = -1;
    private static readonly VolumeShape Shape = new(5, 2, 3);

    [Fact]
    public void AnyOrderWithDuplicates_GivesTheSameVolume() =>
        Gen.Shuffle(Enumerable.Range(0, Shape.Z).ToArray())
            .Select(Gen.Int[0, Shape.Z - 1].Array[0, 10], Gen.Int[0, 1000], (order, again, seed) => (order, again, seed))
            .Sample(sample =>
            {
                using var pool = new DiagnosticVolumePool();
                using var assembler = new VolumeAssembler(pool, new AssemblyOptions(), new FakeTimeProvider());
                var pixels = TestVolumes.Pixels(Shape, VoxelType.Float32, sample.seed);
                foreach (var z in Interleave(sample.order, sample.again))
                    Offer(pool, assembler, 0, z, pixels);

                Assert.True(assembler.TryTake(out var assembled));
                Assert.Equal(pixels, assembled.Volume!.Bytes.ToArray());
                Assert.False(assembled.Volume.Header.Incomplete);
                assembled.Volume.Dispose();
                Assert.False(assembler.TryTake(out _));
            });

    [Fact]
    [Trait("Speed", "Slow")]
    public void AnyPlanesAndVolumes_ComeOutOncePerTimePointInOrder() =>
        Gen.Int[0, 9]
            .Select(Gen.Int[Whole, Shape.Z - 1])
            .Array[0, 120]
            .Select(Gen.Enum<IncompletePolicy>(), Gen.Int[1, 8])
            .Sample(
                (planes, policy, most) =>
                {
                    using var pool = new DiagnosticVolumePool();
                    using var assembler = new VolumeAssembler(
                        pool,
                        new AssemblyOptions { Incomplete = policy, MaxOpenVolumes = most },
                        new FakeTimeProvider()
                    );
                    var seen = new HashSet<int>();
                    var last = -1;
                    foreach (var (t, z) in planes)
                    {
                        Offer(pool, assembler, t, z, TestVolumes.Pixels(Shape, VoxelType.Float32, t));
                        Assert.InRange(assembler.Open, 0, most);
                        Drain();
                    }

                    assembler.Finish();
                    Drain();
                    Assert.Subset(planes.Select(plane => plane.Item1).ToHashSet(), seen);
                    Assert.Equal(0, pool.Lent);

                    void Drain()
                    {
                        while (assembler.TryTake(out var assembled))
                        {
                            Assert.True(assembled.T > last, $"{assembled.T} after {last}");
                            last = assembled.T;
                            seen.Add(last);
                            AssertTrueOrZero(assembled);
                            assembled.Volume?.Dispose();
                        }
                    }
                },
                iter: 3000
            );

    private static void AssertTrueOrZero(Assembled assembled)
    {
        if (assembled.Volume is not { } volume)
            return;
        var truth = TestVolumes.Pixels(Shape, VoxelType.Float32, assembled.T);
        var size = truth.Length / Shape.Z;
        var zero = 0;
        for (var z = 0; z < Shape.Z; z++)
        {
            var plane = volume.Bytes.Slice(z * size, size);
            if (plane.IndexOfAnyExcept((byte)0) < 0)
                zero++;
            else
                Assert.True(plane.SequenceEqual(truth.AsSpan(z * size, size)), $"plane {z} of t {assembled.T} is neither its own nor zero");
        }

        Assert.Equal(assembled.MissingPlanes, zero);
    }

    private static void Offer(VolumePool pool, VolumeAssembler assembler, int t, int z, byte[] pixels)
    {
        var header = TestVolumes.Header("s", t, Shape, VoxelType.Float32);
        if (z == Whole)
        {
            if (assembler.AdmitVolume(t, 0) == Admission.Wanted)
                assembler.Add(TestVolumes.Volume(pool, header, t));
            return;
        }

        if (assembler.AdmitPlane(header, z, out var voxels) != Admission.Wanted)
            return;
        pixels.AsSpan(z * voxels.Length, voxels.Length).CopyTo(voxels);
        assembler.SetPlane(header, z);
    }

    private static IEnumerable<int> Interleave(int[] order, int[] again)
    {
        for (var i = 0; i < Math.Max(order.Length, again.Length); i++)
        {
            if (i < again.Length)
                yield return again[i];
            if (i < order.Length)
                yield return order[i];
        }
    }
}
