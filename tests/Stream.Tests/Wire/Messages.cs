using Cellect.Data.Pixels;
using Cellect.Data.Volumes;
using Cellect.Stream.Wire;
using CsCheck;
using MessagePack;

namespace Cellect.Stream.Tests.Wire;

/// <summary>Generators of valid messages.</summary>
internal static class Messages
{
    private static readonly Gen<string> Series = Gen.String[Gen.Char["abcXYZ019-_ äµ胚"], 1, 40];
    private static readonly Gen<VolumeShape> Shape = Gen.Select(Gen.Int[1, 64], Gen.Int[1, 64], Gen.Int[1, 64], (z, y, x) =>
        new VolumeShape(z, y, x)
    );
    private static readonly Gen<VoxelType> Type = Gen.Enum<VoxelType>();
    private static readonly Gen<VoxelSize> Voxel = Gen.Double[0.01, 10]
        .Select(Gen.Double[0.01, 10], Gen.Double[0.01, 10], (z, y, x) => new VoxelSize(z, y, x));
    private static readonly Gen<VoxelSize?> AnyVoxel = Gen.Bool.SelectMany(some => Voxel.Select(v => some ? v : (VoxelSize?)null));
    private static readonly Gen<(double, double, double)?> Origin = Gen.Bool.SelectMany(some =>
        Voxel.Select(v => some ? (v.Z - 5, v.Y, v.X) : ((double, double, double)?)null)
    );

    private static readonly Gen<ReadOnlyMemory<byte>> Meta = Gen.OneOf(
        Gen.Const(ReadOnlyMemory<byte>.Empty),
        Gen.Dictionary(Gen.String[0, 10], Gen.Int)[1, 5].Select(map => (ReadOnlyMemory<byte>)MessagePackSerializer.Serialize(map))
    );

    private static readonly Gen<RecordedStamps?> Recorded = Gen.Select(Gen.Bool, Gen.Long[1, long.MaxValue], Gen.Long[1, long.MaxValue])
        .Select((told, received, linked) => told ? new RecordedStamps(received, linked) : (RecordedStamps?)null);

    public static readonly Gen<WireMessage> Any = Gen.OneOf(
        Starts().Select(m => (WireMessage)m),
        Volumes().Select(m => (WireMessage)m),
        Planes().Select(m => (WireMessage)m),
        Ends().Select(m => (WireMessage)m)
    );

    public static VolumeMessage Volume(
        string series,
        int t,
        VolumeShape shape,
        VoxelType type = VoxelType.UInt16,
        int c = 0,
        ulong? seq = null
    ) =>
        new()
        {
            Series = series,
            Seq = seq ?? (ulong)t,
            T = t,
            C = c,
            Shape = shape,
            Type = type,
            VoxelMicrometres = new VoxelSize(2, 0.5, 0.5),
        };

    public static PlaneMessage Plane(
        string series,
        int t,
        int z,
        VolumeShape shape,
        ulong seq,
        VoxelType type = VoxelType.UInt16,
        int c = 0
    ) =>
        new()
        {
            Series = series,
            Seq = seq,
            T = t,
            C = c,
            Z = z,
            Shape = shape,
            Type = type,
            VoxelMicrometres = new VoxelSize(2, 0.5, 0.5),
        };

    private static Gen<StartMessage> Starts() =>
        Gen.Select(Series, Gen.ULong, Gen.Bool, Shape, Type, AnyVoxel, Origin, Meta)
            .Select(
                (series, seq, announced, shape, type, voxel, origin, meta) =>
                    new StartMessage
                    {
                        Series = series,
                        Seq = seq,
                        Shape = announced ? shape : null,
                        Type = announced ? type : null,
                        VoxelMicrometres = voxel,
                        OriginMicrometres = origin,
                        Meta = meta,
                    }
            );

    private static Gen<EndMessage> Ends() =>
        Gen.Select(Series, Gen.ULong, Gen.Int[-1, 1000])
            .Select(
                (series, seq, t) =>
                    new EndMessage
                    {
                        Series = series,
                        Seq = seq,
                        LastT = t < 0 ? null : t,
                    }
            );

    private static Gen<VolumeMessage> Volumes() =>
        Gen.Select(Series, Gen.ULong, Gen.Int[0, 1_000_000], Gen.Int[0, 15], Shape, Type, AnyVoxel, Origin)
            .Select(Gen.Long, Gen.Enum<Compression>(), Meta, Recorded, (m, exposure, compression, meta, recorded) => new VolumeMessage
                {
                    Series = m.Item1,
                    Seq = m.Item2,
                    T = m.Item3,
                    C = m.Item4,
                    Shape = m.Item5,
                    Type = m.Item6,
                    VoxelMicrometres = m.Item7,
                    OriginMicrometres = m.Item8,
                    ExposureEndNs = exposure,
                    Recorded = recorded,
                    Compression = compression,
                    Meta = meta,
                });

    private static Gen<PlaneMessage> Planes() =>
        Volumes()
            .Select(Gen.Int[0, 63], (v, z) => new PlaneMessage
                {
                    Series = v.Series,
                    Seq = v.Seq,
                    T = v.T,
                    C = v.C,
                    Z = z % v.Shape.Z,
                    Shape = v.Shape,
                    Type = v.Type,
                    VoxelMicrometres = v.VoxelMicrometres,
                    OriginMicrometres = v.OriginMicrometres,
                    ExposureEndNs = v.ExposureEndNs,
                    Recorded = v.Recorded,
                    Compression = v.Compression,
                    Meta = v.Meta,
                });
}
