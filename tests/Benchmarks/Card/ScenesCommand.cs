using System.CommandLine;
using Cellect.Data.Volumes;
using Cellect.Live.Commands;
using Cellect.Live.Hosting;
using Cellect.Stream.Simulation;

namespace Cellect.Benchmarks.Card;

/// <summary><c>scenes</c>: pictures of the specimens that training draws, to look at beside real ones (docs/simulation.md).</summary>
internal static class ScenesCommand
{
    private const int Columns = 8,
        Rows = 3,
        Mothers = 5,
        Before = 5,
        After = 3,
        CropHalf = 24,
        Side = 128;

    public static Command Create()
    {
        var folder = new Option<DirectoryInfo>("--out") { Description = "Folder of the pictures.", Required = true };
        var seed = new Option<int>("--seed") { Description = "Seed of the specimens.", DefaultValueFactory = _ => 1 };
        var command = new Command("scenes", "Pictures of the specimens that training draws, and of their mitoses.") { folder, seed };
        command.SetAction(
            (parse, _) =>
                Fail.GuardAsync(() =>
                {
                    var into = parse.GetRequiredValue(folder);
                    into.Create();
                    Specimens(parse.GetValue(seed), Path.Combine(into.FullName, "specimens.png"));
                    Mitoses((ulong)parse.GetValue(seed), Path.Combine(into.FullName, "mitoses.png"));
                    return Task.FromResult(ExitCode.Done);
                })
        );
        return command;
    }

    /// <summary>Maximum projections along z, and under each the one along y, its slices as far apart as they are.</summary>
    private static void Specimens(int seed, string path)
    {
        const int depth = 64;
        using var sheet = new ContactSheet(Columns, Rows, Side, Side + depth);
        for (var i = 0; i < Columns * Rows; i++)
        {
            var random = new Random(seed * 1000 + i);
            var scene = SceneParameters.Random(random, new VolumeShape(random.Next(12, 37), Side, Side));
            var frame = new SimulatedSpecimen(scene, (ulong)i).Next();
            sheet.Add(i % Columns, i / Columns, (y, x) => y < Side ? AlongZ(frame, scene.Shape, y, x) : AlongY(frame, scene, y - Side, x));
        }

        sheet.Write(path);
    }

    /// <summary>Cells around their division, a row each: six volumes of the mother, then four of what became of her.</summary>
    private static void Mitoses(ulong seed, string path)
    {
        var scene = SceneParameters.Embryo with
        {
            Shape = new VolumeShape(30, 192, 256),
            Cells = 10,
            RadiusVoxels = 12,
            CycleFrames = 16,
            CondensationFrames = 3.5,
            MetaphaseFrames = 1.5,
            AnaphaseFrames = 4,
            PlateThickness = 0.28,
            DaughterThickness = 0.32,
            CondensedTexture = 2.5,
            ProphaseStrands = 0.9,
            AnaphaseSeparationRadii = 1.6,
            PlanarDivisions = 0,
            PsfLateralVoxels = 0.9,
        };
        var specimen = new SimulatedSpecimen(scene, seed);
        var frames = Enumerable.Range(0, 40).Select(_ => specimen.Next()).ToArray();
        using var sheet = new ContactSheet(Before + 1 + After + 1, Mothers, (2 * CropHalf) + 1, (2 * CropHalf) + 1);
        var row = 0;
        foreach (var (t, mother) in Divisions(frames).Where(d => d.T >= Before && d.T + After + 1 < frames.Length).Take(Mothers))
        {
            var node = mother;
            for (var past = 0; past <= Before; past++)
            {
                var at = node;
                sheet.Add(Before - past, row, (y, x) => Slab(frames[t - past], scene.Shape, at, y, x));
                node = frames[Math.Max(0, t - past - 1)].Cells.FirstOrDefault(c => c.Node.Id == node.Node.Parent, node);
            }

            for (var later = 1; later <= After + 1; later++)
            {
                var frame = frames[t + later];
                sheet.Add(Before + later, row, (y, x) => Slab(frame, scene.Shape, mother, y, x));
            }

            row++;
        }

        sheet.Write(path);
    }

    private static IEnumerable<(int T, SimulatedCell Mother)> Divisions(SimulatedFrame[] frames) =>
        from pair in frames.Zip(frames.Skip(1))
        from daughters in pair.Second.Cells.GroupBy(c => c.Node.Parent).Where(g => g.Key >= 0 && g.Count() == 2)
        let mother = pair.First.Cells.First(c => c.Node.Id == daughters.Key)
        where mother.Node is { Y: > CropHalf, X: > CropHalf }
        select (pair.First.T, mother);

    /// <summary>Maximum over three slices around a cell, in a crop around it.</summary>
    private static float Slab(SimulatedFrame frame, VolumeShape shape, SimulatedCell around, int y, int x)
    {
        var (row, column) = ((int)around.Node.Y + y - CropHalf, (int)around.Node.X + x - CropHalf);
        if (row < 0 || row >= shape.Y || column < 0 || column >= shape.X)
            return 0;
        var middle = (int)MathF.Round(around.Node.Z);
        return Enumerable
            .Range(middle - 2, 5)
            .Where(z => z >= 0 && z < shape.Z)
            .Max(z => (float)frame.Voxels[(((z * shape.Y) + row) * shape.X) + column]);
    }

    private static float AlongZ(SimulatedFrame frame, VolumeShape shape, int y, int x)
    {
        var highest = 0;
        for (var z = 0; z < shape.Z; z++)
            highest = Math.Max(highest, frame.Voxels[(((z * shape.Y) + y) * shape.X) + x]);
        return highest;
    }

    private static float AlongY(SimulatedFrame frame, SceneParameters scene, int depth, int x)
    {
        var z = (int)(depth / scene.Anisotropy);
        if (z >= scene.Shape.Z)
            return 0;
        var highest = 0;
        for (var y = 0; y < scene.Shape.Y; y++)
            highest = Math.Max(highest, frame.Voxels[(((z * scene.Shape.Y) + y) * scene.Shape.X) + x]);
        return highest;
    }
}
