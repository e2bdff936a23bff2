using Cellect.Data.Volumes;
using MessagePack;

namespace Cellect.Stream.Wire;

/// <summary>Writes entries of a MessagePack map, or only counts them: a map begins with its number of entries.</summary>
internal struct KeyWriter(bool countOnly)
{
    public int Written { get; private set; }

    public void Int(ref MessagePackWriter writer, string key, long value)
    {
        if (Begin(ref writer, key))
            writer.Write(value);
    }

    public void UInt(ref MessagePackWriter writer, string key, ulong value)
    {
        if (Begin(ref writer, key))
            writer.Write(value);
    }

    public void Text(ref MessagePackWriter writer, string key, string value)
    {
        if (Begin(ref writer, key))
            writer.Write(value);
    }

    public void Raw(ref MessagePackWriter writer, string key, ReadOnlySpan<byte> value)
    {
        if (Begin(ref writer, key))
            writer.WriteRaw(value);
    }

    public void Shape(ref MessagePackWriter writer, string key, VolumeShape shape)
    {
        if (!Begin(ref writer, key))
            return;
        writer.WriteArrayHeader(3);
        writer.Write(shape.Z);
        writer.Write(shape.Y);
        writer.Write(shape.X);
    }

    public void Pair(ref MessagePackWriter writer, string key, long first, long second)
    {
        if (!Begin(ref writer, key))
            return;
        writer.WriteArrayHeader(2);
        writer.Write(first);
        writer.Write(second);
    }

    public void Triple(ref MessagePackWriter writer, string key, double z, double y, double x)
    {
        if (!Begin(ref writer, key))
            return;
        writer.WriteArrayHeader(3);
        writer.Write(z);
        writer.Write(y);
        writer.Write(x);
    }

    private bool Begin(ref MessagePackWriter writer, string key)
    {
        Written++;
        if (countOnly)
            return false;
        writer.Write(key);
        return true;
    }
}
