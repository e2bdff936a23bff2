using Cellect.Data.Volumes;

namespace Cellect.Stream.Simulation;

/// <summary>Draws textured ellipsoids with a soft edge; where two overlap the brighter one is seen.</summary>
internal sealed class NucleusPainter(VolumeShape shape, float anisotropy)
{
    private const float EdgeVoxels = 1.2f;

    /// <summary>Draws one nucleus.</summary>
    /// <param name="canvas">Brightness, C order (z, y, x).</param>
    /// <param name="look">The nucleus, centre in voxels of x.</param>
    public void Paint(Span<float> canvas, in CellAppearance look)
    {
        var reach = 1.25f + (2 * look.Irregularity) + (EdgeVoxels / look.MeanRadius);
        var halfZ = reach * HalfExtent(look.AxisW.Z * look.RadiusW, look.AxisU.Z * look.RadiusU, look.AxisV.Z * look.RadiusV);
        var halfY = reach * HalfExtent(look.AxisW.Y * look.RadiusW, look.AxisU.Y * look.RadiusU, look.AxisV.Y * look.RadiusV);
        var planes = SubPlanes(look);
        var z0 = Math.Max(0, (int)MathF.Floor((look.Centre.Z - halfZ) / anisotropy));
        var z1 = Math.Min(shape.Z - 1, (int)MathF.Ceiling((look.Centre.Z + halfZ) / anisotropy));
        var y0 = Math.Max(0, (int)MathF.Floor(look.Centre.Y - halfY));
        var y1 = Math.Min(shape.Y - 1, (int)MathF.Ceiling(look.Centre.Y + halfY));
        var brush = new NucleusBrush(look, EdgeVoxels);
        for (var z = z0; z <= z1; z++)
        for (var y = y0; y <= y1; y++)
            PaintRow(canvas.Slice(((z * shape.Y) + y) * shape.X, shape.X), look, brush, z, y - look.Centre.Y, reach, planes);
    }

    /// <summary>A slice far thicker than the nucleus is sampled at several depths.</summary>
    private int SubPlanes(in CellAppearance look) => Math.Clamp((int)MathF.Ceiling(anisotropy / (0.7f * look.MeanRadius)), 1, 3);

    private void PaintRow(Span<float> row, in CellAppearance look, in NucleusBrush brush, int z, float dy, float reach, int planes)
    {
        for (var plane = 0; plane < planes; plane++)
        {
            var dz = ((z + ((plane + 0.5f) / planes) - 0.5f) * anisotropy) - look.Centre.Z;
            var w = ((look.AxisW.Z * dz) + (look.AxisW.Y * dy)) / look.RadiusW;
            var u = ((look.AxisU.Z * dz) + (look.AxisU.Y * dy)) / look.RadiusU;
            var v = ((look.AxisV.Z * dz) + (look.AxisV.Y * dy)) / look.RadiusV;
            var stepW = look.AxisW.X / look.RadiusW;
            var stepU = look.AxisU.X / look.RadiusU;
            var stepV = look.AxisV.X / look.RadiusV;
            var a = (stepW * stepW) + (stepU * stepU) + (stepV * stepV);
            var b = (w * stepW) + (u * stepU) + (v * stepV);
            var root = (b * b) - (a * ((w * w) + (u * u) + (v * v) - (reach * reach)));
            if (root <= 0)
                continue;
            root = MathF.Sqrt(root);
            var x0 = Math.Max(0, (int)MathF.Ceiling(look.Centre.X + ((-b - root) / a)));
            var x1 = Math.Min(shape.X - 1, (int)MathF.Floor(look.Centre.X + ((-b + root) / a)));
            for (var x = x0; x <= x1; x++)
            {
                var dx = x - look.Centre.X;
                var value = brush.At(w + (stepW * dx), u + (stepU * dx), v + (stepV * dx)) / planes;
                row[x] = planes == 1 ? MathF.Max(row[x], value) : row[x] + value;
            }
        }
    }

    private static float HalfExtent(float a, float b, float c) => MathF.Sqrt((a * a) + (b * b) + (c * c));
}
