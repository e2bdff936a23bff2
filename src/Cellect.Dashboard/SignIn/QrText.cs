using System.Text;

namespace Cellect.Dashboard.SignIn;

/// <summary>A QR code for a terminal: two modules a character, light ones drawn, so that a dark terminal shows it as it is.</summary>
internal static class QrText
{
    private const int Quiet = 2;

    /// <summary>The lines of the code.</summary>
    /// <param name="modules">Row by row, true is dark.</param>
    public static string Of(bool[][] modules)
    {
        var text = new StringBuilder();
        for (var y = -Quiet; y < modules.Length + Quiet; y += 2)
        {
            for (var x = -Quiet; x < modules.Length + Quiet; x++)
                text.Append(
                    (IsLight(modules, x, y), IsLight(modules, x, y + 1)) switch
                    {
                        (true, true) => '█',
                        (true, false) => '▀',
                        (false, true) => '▄',
                        _ => ' ',
                    }
                );
            text.AppendLine();
        }

        return text.ToString();
    }

    private static bool IsLight(bool[][] modules, int x, int y) =>
        y < 0 || x < 0 || y >= modules.Length || x >= modules.Length || !modules[y][x];
}
