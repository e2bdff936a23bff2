using Cellect.Data.Csv;
using Cellect.Data.Recordings;
using Cellect.Data.Tracks;
using Cellect.Triggers.Rules;

namespace Cellect.Triggers.Brightness;

/// <summary>ΔF/F0 of the cells of each frame of a recording, from its <c>traces.csv</c>, which is read as the frames go by.</summary>
internal sealed class RecordedBrightness : IDisposable
{
    private static readonly Dictionary<int, double> None = [];

    private readonly IEnumerator<CsvRow> _rows;
    private Dictionary<int, double> _known = None;
    private int _t = -1;
    private bool _more;

    private RecordedBrightness(string path)
    {
        _rows = new CsvTable(path).Rows("t", "track", "dff").GetEnumerator();
        _more = _rows.MoveNext();
    }

    /// <summary>What rules need of a recording: a function of its frames, asked in the order of time; null where no rule needs
    /// any.</summary>
    /// <param name="recording">Folder of the recording.</param>
    /// <param name="rules">The rules.</param>
    /// <exception cref="InvalidInputException">A rule needs it, and the recording has no traces.</exception>
    public static RecordedBrightness? For(string recording, IReadOnlyList<Rule> rules)
    {
        if (rules.FirstOrDefault(rule => rule.ReadsBrightness) is not { } rule)
            return null;
        var path = Path.Combine(recording, BiologyFiles.Traces);
        return File.Exists(path)
            ? new RecordedBrightness(path)
            : throw new InvalidInputException(
                $"rule '{rule.Name}' waits for Intensity, and {recording} has no {BiologyFiles.Traces}; record with Analysis:Traces true, "
                    + "or make it with cellect analyse"
            );
    }

    /// <summary>By track; cells without a value are left out.</summary>
    public IReadOnlyDictionary<int, double> Of(TrackedFrame frame)
    {
        // The rows of all populations of a time point stand together; each of its frames asks.
        if (frame.Header.T == _t)
            return _known;
        _t = frame.Header.T;
        var known = None;
        for (; _more && _rows.Current.Frame(0) <= frame.Header.T; _more = _rows.MoveNext())
        {
            if (_rows.Current.Frame(0) < frame.Header.T || _rows.Current.Values[2].Length == 0)
                continue;
            if (known.Count == 0)
                known = [];
            known[(int)_rows.Current.Integer(1)] = _rows.Current.Real(2);
        }

        return _known = known;
    }

    public void Dispose() => _rows.Dispose();
}
