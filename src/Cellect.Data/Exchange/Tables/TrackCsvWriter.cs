using System.Text;
using Cellect.Data.Csv;

namespace Cellect.Data.Exchange.Tables;

/// <summary>Writes a table that every program reads: <c>track_id,t,z,y,x,parent_track_id</c> first, places in voxels and in
/// micrometres.</summary>
internal static class TrackCsvWriter
{
    public const string Header = "track_id,t,z,y,x,parent_track_id,radius,score,division,link,z_um,y_um,x_um";

    private const int Most = 1 << 20;

    /// <summary>Writes the file, and the provenance beside it.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(string path, TrackSet tracks)
    {
        var csv = new CsvLine();
        using (var file = File.Create(path))
        {
            file.Write(Encoding.ASCII.GetBytes(Header + "\n"));
            foreach (var (t, cell) in tracks.Rows)
            {
                csv.Add(cell.Track).Add(t).Add(cell.Z).Add(cell.Y).Add(cell.X).Add(cell.Parent);
                csv.Add(cell.Radius).Add(cell.Score).Add(cell.Division).Add(cell.Link);
                csv.Add(cell.Z * tracks.Voxel.Z).Add(cell.Y * tracks.Voxel.Y).Add(cell.X * tracks.Voxel.X).EndLine();
                if (csv.Written.Length < Most)
                    continue;
                file.Write(csv.Written);
                csv.Clear();
            }

            file.Write(csv.Written);
        }

        ProvenanceFile.Write(path, tracks);
    }
}
