using Cellect.Lab.Evaluation.Ctc;

namespace Cellect.Live.Commands;

/// <summary>The challenge's measures as JSON, keyed by their official names; with several results each names its folder.</summary>
internal static class CtcJson
{
    public static void Write(TextWriter output, IReadOnlyList<string> folders, IReadOnlyList<CtcScore> scores) =>
        JsonOutput.Write(output, scores.Count, (json, i) =>
        {
            if (scores.Count > 1)
                json.WriteString("result", folders[i]);
            foreach (var (name, value) in scores[i].Values)
                JsonOutput.WriteNumber(json, name, value);
        });
}
