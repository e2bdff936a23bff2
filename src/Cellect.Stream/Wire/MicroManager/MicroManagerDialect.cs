using System.Globalization;
using System.Text;
using System.Text.Json;
using Cellect.Data.Pixels;
using Cellect.Data.Volumes;

namespace Cellect.Stream.Wire.MicroManager;

/// <summary>
/// Micro-Manager through PythonEventServer (pymm-eventserver): <c>NewImage [w, h, t, c, z, ms]</c>, bytes a pixel as text, perhaps
/// <c>Metadata {json}</c>, big-endian pixels. Its events (Acquisition, Settings, Hardware) say nothing that is needed here.
/// </summary>
internal sealed class MicroManagerDialect(HeaderRules rules, WireLimits limits) : IDialect
{
    private const string Image = "NewImage ";

    private static readonly string[] Events = ["Acquisition ", "Settings ", "Hardware ", "StandardEvent"];

    public string Name => "Micro-Manager (pymm-eventserver)";

    public bool Recognises(ReadOnlySpan<byte> first) => first.StartsWith("NewImage "u8) || IsEvent(first);

    public Malformed? Read(ReadOnlyMemory<byte> first, IPartSource parts, List<Reading> readings)
    {
        if (!first.Span.StartsWith("NewImage"u8))
            return null;
        if (first.Length > limits.MaxHeaderBytes || Numbers(first.Span) is not [var w, var h, var t, var c, var z, ..])
            return new Malformed(
                MalformedReason.BadValue,
                $"{LenientJson.Beginning(first.Span)} is not 'NewImage [w, h, t, c, z, ms]' with whole numbers"
            );
        if (!parts.HasMore || BytesOf(parts.Next()) is not { } layout)
            return new Malformed(MalformedReason.UnknownDtype, "bytes a pixel are not 1 or 2; set the camera to 8 or 16 bits");
        if (!parts.HasMore)
            return new Malformed(MalformedReason.PartCount, "NewImage without pixels; it has 3 or 4 parts");
        var pixels = parts.Next().ToArray();
        byte[] meta = [];
        VoxelSize? voxel = null;
        if (parts.HasMore)
        {
            (meta, voxel) = Metadata(pixels);
            pixels = parts.Next().ToArray();
        }

        if (h < 1 || w < 1)
            return ArrayHeader.BadShape($"[{h}, {w}]");
        var header = new ArrayHeader
        {
            Layout = layout,
            Shape = new VolumeShape(1, h, w),
            IsSlice = true,
            T = t,
            C = c,
            Z = z,
            Voxel = voxel,
        };
        var fault = header.ToMessage(rules, meta, out var message);
        if (message is not null)
            readings.Add(new Reading(message, new Part(pixels)));
        return fault;
    }

    private static bool IsEvent(ReadOnlySpan<byte> first)
    {
        foreach (var name in Events)
            if (first.StartsWith(Encoding.ASCII.GetBytes(name)))
                return true;
        return false;
    }

    private static int[]? Numbers(ReadOnlySpan<byte> first)
    {
        var text = Encoding.ASCII.GetString(first)[Math.Min(first.Length, Image.Length)..].Trim().Trim('[', ']');
        var numbers = new List<int>();
        foreach (var part in text.Split(','))
            if (double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value is >= 0 and <= int.MaxValue)
                numbers.Add((int)value);
            else
                return null;
        return [.. numbers];
    }

    private static PixelLayout? BytesOf(ReadOnlySpan<byte> part) =>
        part.Length > 8
            ? null
            : Encoding.ASCII.GetString(part).Trim() switch
            {
                "1" => new PixelLayout(VoxelType.UInt8),
                "2" => new PixelLayout(VoxelType.UInt16, Swapped: true),
                _ => null,
            };

    private (byte[] Meta, VoxelSize? Voxel) Metadata(byte[] part)
    {
        var at = part.AsSpan().IndexOf((byte)'{');
        if (at < 0 || part.Length > limits.MaxHeaderBytes)
            return ([], null);
        try
        {
            using var json = LenientJson.Parse(part.AsMemory(at), limits.MaxDepth);
            var root = json.RootElement;
            return (JsonMeta.Of(root, _ => true), Voxel(Number(root, "z-step_um"), Number(root, "PixelSizeUm")));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return ([], null);
        }
    }

    private static VoxelSize? Voxel(double? z, double? x) => z > 0 && x > 0 ? new VoxelSize(z.Value, x.Value, x.Value) : null;

    private static double? Number(JsonElement root, string key) =>
        root.ValueKind == JsonValueKind.Object
        && root.TryGetProperty(key, out var value)
        && value.ValueKind == JsonValueKind.Number
        && value.TryGetDouble(out var number)
        && double.IsFinite(number)
            ? number
            : null;
}
