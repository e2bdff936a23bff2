using System.Globalization;
using System.Text;

namespace Cellect.Triggers.WhatIf;

/// <summary>Firings and what was held back as a table:
/// <c>t,rule,held_back_by,event_t,track,first_daughter,second_daughter,value,z_um,y_um,x_um,key</c>.</summary>
internal static class FiringTable
{
    public const string Header = "t,rule,held_back_by,event_t,track,first_daughter,second_daughter,value,z_um,y_um,x_um,key";

    /// <summary>Writes the table.</summary>
    public static void Write(string path, IReadOnlyList<Firing> all)
    {
        var text = new StringBuilder(Header).Append('\n');
        foreach (var firing in all)
        {
            var (e, o) = (firing.Evaluation, firing.Evaluation.Occurrence);
            var daughters = o.Daughters.Count == 2 ? o.Daughters : [-1, -1];
            text.AppendJoin(
                    ',',
                    firing.T,
                    e.Rule.Name,
                    e.HeldBackBy,
                    firing.EventT,
                    o.Track,
                    daughters[0],
                    daughters[1],
                    Number(o.Value),
                    Number(o.Place?.Z),
                    Number(o.Place?.Y),
                    Number(o.Place?.X),
                    e.Key
                )
                .Append('\n');
        }

        File.WriteAllText(path, text.ToString());
    }

    private static string Number(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? "";
}
