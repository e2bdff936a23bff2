using Cellect.Data.Tracks;
using Cellect.Model.Detections;

namespace Cellect.Model.Networks.Live;

/// <summary>From the network's scale back to voxels of the source.</summary>
internal static class SourceFrame
{
    /// <summary>Cells in voxels of the source; the list itself is changed.</summary>
    public static List<Detection> Cells(List<Detection> cells, PreparedVolume volume)
    {
        var (z, y, x) = volume.Factor;
        var (depth, height, width) = volume.SourceShape;
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
    public static Foreground Foreground(Foreground map, PreparedVolume volume)
    {
        var (depth, height, width) = volume.SourceShape;
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
