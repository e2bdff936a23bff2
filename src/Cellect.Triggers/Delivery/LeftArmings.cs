using System.Globalization;
using Cellect.Data.Status;
using Cellect.Triggers.Actions;
using Cellect.Triggers.Audit;
using Cellect.Triggers.Reporting;
using Cellect.Triggers.Settings;
using Cellect.Triggers.Watchdog;
using Microsoft.Extensions.Logging;

namespace Cellect.Triggers.Delivery;

/// <summary>Armings of these microscopes that nobody has undone: service and watchdog died. Nothing is armed before they are.</summary>
/// <param name="folder">Folder of the records.</param>
/// <param name="microscopes">The microscopes.</param>
/// <param name="places">Where each adapter is.</param>
/// <param name="restoring">How long it is tried to put a microscope back.</param>
/// <param name="time">Clock.</param>
/// <param name="log">Gets what is found and put back.</param>
internal sealed class LeftArmings(
    string folder,
    Microscopes microscopes,
    IReadOnlyDictionary<string, string> places,
    WatchdogOptions restoring,
    TimeProvider time,
    ILogger log
)
{
    // Somebody waits for the answer; it can be asked for again.
    private const double LongestSeconds = 30;

    private IReadOnlyList<ArmingRecord> _left = [];

    /// <summary>Folder of the records.</summary>
    public string Folder => folder;

    /// <summary>What a person must know and do; null: nothing was left.</summary>
    public (string Text, string Remedy)? Alert =>
        _left.Count == 0
            ? null
            : (
                string.Join(
                    "; ",
                    _left.Select(l =>
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"arming {l.Arming} of {LocalTime.Text(l.Since)} was not undone: its service has ended, and no "
                                + $"watchdog has put it back. "
                                + $"Recorded at arming: {Describe(l)}"
                        )
                    )
                ),
                "cellect putback puts it back, cellect putback --by-hand says that it is; nothing is armed before"
            );

    /// <summary>The record of a new arming.</summary>
    public ArmingRecord Record(string arming, IReadOnlyDictionary<string, MicroscopeSettings> read) =>
        new(
            arming,
            time.GetUtcNow(),
            [.. read.Where(r => !r.Value.IsEmpty).Select(r => new LeftMicroscope(r.Key, places.GetValueOrDefault(r.Key, r.Key), r.Value))]
        );

    /// <summary>Looks for what was left; a watchdog that is still at it may have put it back since the last look.</summary>
    public void Look() =>
        _left = [
            .. ArmingRecord
                .Left(folder, damage => WatchdogLog.RecordDamaged(log, damage))
                .Where(l => l.Microscopes.Any(m => AdapterAt(m.Place) is not null)),
        ];

    /// <summary>Why nothing may be armed; null: all microscopes are, as they tell, where what was left would have them.</summary>
    /// <param name="read">What every adapter has just told.</param>
    public string? Refusal(IReadOnlyDictionary<string, MicroscopeSettings> read)
    {
        Look();
        foreach (var record in _left)
            if (record.Microscopes.Any(m => !IsBack(m, read)))
                return $"{Alert!.Value.Text}; {Alert.Value.Remedy}";
            else
                Forget(record, "it is as recorded");
        Look();
        return null;
    }

    /// <summary>Puts back, or forgets, what was left.</summary>
    /// <param name="byHand">True: a person has put it back.</param>
    /// <returns>One line: what became of it.</returns>
    public async Task<string> PutBackAsync(bool byHand)
    {
        Look();
        if (_left.Count == 0)
            return "nothing was left to put back";
        var told = new List<string>();
        foreach (var record in _left)
            if (byHand)
                told.Add(Forget(record, "put back by hand"));
            else
                told.Add(await PutBackAsync(record));
        Look();
        return string.Join("; ", told);
    }

    private async Task<string> PutBackAsync(ArmingRecord record)
    {
        var restorer = new MicroscopeRestorer(time, TimeSpan.FromSeconds(Math.Min(restoring.RestoreSeconds, LongestSeconds)), log);
        var results = await Task.WhenAll(
            record
                .Microscopes.Where(m => AdapterAt(m.Place) is not null)
                .Select(m => restorer.RestoreAsync(record.Arming, AdapterAt(m.Place)!, m.Recorded))
        );
        var told = string.Join(", ", results);
        return results.Any(r => r.Contains(MicroscopeRestorer.NotBack, StringComparison.Ordinal)) ? told : Forget(record, told);
    }

    private string Forget(ArmingRecord record, string how)
    {
        File.Delete(ArmingRecord.PathIn(folder, record.Arming));
        WatchdogLog.Ended(log, record.Arming, how);
        return $"arming {record.Arming}: {how}";
    }

    // A device that cannot be asked tells its safe state, whatever it does.
    private bool IsBack(LeftMicroscope microscope, IReadOnlyDictionary<string, MicroscopeSettings> read) =>
        AdapterAt(microscope.Place) is { CanRead: true } adapter
        && SettingsComparison.Mismatch(microscope.Recorded, read[adapter.Name]).Length == 0;

    private IActionAdapter? AdapterAt(string place) =>
        places.FirstOrDefault(p => p.Value == place).Key is { } name ? microscopes.Adapters.GetValueOrDefault(name) : null;

    private static string Describe(ArmingRecord record) =>
        string.Join(", ", record.Microscopes.Select(m => $"{m.Name} {AuditFacts.Of(m.Recorded).ToJsonString()}"));
}
