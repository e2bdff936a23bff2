using Cellect.Data.Tracks;
using Cellect.Model.Detections;

namespace Cellect.Model.Networks.Live;

/// <summary>From the network's scale back to voxels of the source.</summary>
internal static class SourceFrame
{
    /// <summary>Cells in voxels of the source; the list itself is changed.</summary>
    public static List<Detection> Cells(List<Detection> cells, PreparedVolume volume) => Cells(cells, volume.Factor, volume.SourceShape);

    /// <summary>Likewise.</summary>
    /// <param name="cells">Voxels that the network saw; changed.</param>
    /// <param name="factor">Voxels of the source for one of those.</param>
    /// <param name="shape">Of the source.</param>
    public static List<Detection> Cells(List<Detection> cells, (float Z, float Y, float X) factor, (int Z, int Y, int X) shape)
    {
        var (z, y, x) = factor;
        var (depth, height, width) = shape;
        if (z == 1 && y == 1 && x == 1)
            return cells;
        for (var i = 0; i < cells.Count; i++)
        {
            var c = cells[i];
            cells[i] = c with
            {
                Z = Math.Clamp((c.Z + 0.5f) * z - 0.5f, 0, depth - 1),
                Y = Math.Clamp((c.Y + 0.5f) * y - 0.5f, 0, height - 1),
                X = Math.Clamp((c.X + 0.5f) * x - 0.5f, 0, width - 1),
                Radius = c.Radius * x,
                BackZ = c.BackZ * z,
                BackY = c.BackY * y,
                BackX = c.BackX * x,
            };
        }

        return cells;
    }

    /// <summary>The foreground at half the lateral resolution of the source, nearest values.</summary>
    public static Foreground Foreground(Foreground map, PreparedVolume volume) => Foreground(map, volume.SourceShape);

    /// <summary>Likewise.</summary>
    /// <param name="map">At the network's scale.</param>
    /// <param name="shape">Of the source.</param>
    public static Foreground Foreground(Foreground map, (int Z, int Y, int X) shape)
    {
        var (depth, height, width) = shape;
        var target = new Foreground(
            depth,
            (height + 1) / 2,
            (width + 1) / 2,
            map.LateralStride,
            new byte[depth * ((height + 1) / 2) * ((width + 1) / 2)]
        );
        if ((target.Depth, target.Height, target.Width) == (map.Depth, map.Height, map.Width))
            return map;
        var columns = new int[target.Width];
        for (var x = 0; x < columns.Length; x++)
            columns[x] = (int)((x + 0.5f) * map.Width / target.Width);
        for (var z = 0; z < target.Depth; z++)
        for (var y = 0; y < target.Height; y++)
        {
            var from =
                ((int)((z + 0.5f) * map.Depth / target.Depth) * map.Height + (int)((y + 0.5f) * map.Height / target.Height)) * map.Width;
            var row = target.Probability.AsSpan((z * target.Height + y) * target.Width, target.Width);
            for (var x = 0; x < row.Length; x++)
                row[x] = map.Probability[from + columns[x]];
        }

        return target;
    }
}
