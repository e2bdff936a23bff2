using Cellect.Data.Ledger;

namespace Cellect.Data.Tests.Ledger;

public class FrameLedgerTests
{
    private readonly FrameLedger _ledger = new("run");

    [Fact]
    public void Close_WhatNeverCame_IsMissing()
    {
        _ledger.MarkInFlight(0);
        _ledger.MarkProcessed(0);
        _ledger.MarkInFlight(2);
        _ledger.MarkDropped(2, "oldest");
        _ledger.MarkMalformed(3);
        _ledger.MarkLate(4);
        _ledger.Expect(9);
        _ledger.Close();

        var snapshot = _ledger.Snapshot();
        Assert.Equal(10, snapshot.Expected);
        Assert.Equal(
            new Dictionary<string, long>
            {
                ["processed"] = 1,
                ["dropped:oldest"] = 1,
                ["malformed"] = 1,
                ["late"] = 1,
                ["missing"] = 6,
            },
            snapshot.States
        );
    }

    [Fact]
    public void MarkProcessed_NotInFlight_Throws()
    {
        Assert.Throws<InvalidOperationException>(() => _ledger.MarkProcessed(0));
        _ledger.MarkInFlight(1);
        _ledger.MarkProcessed(1);
        var twice = Assert.Throws<InvalidOperationException>(() => _ledger.MarkProcessed(1));
        Assert.Contains("time point 1 of series 'run' is processed", twice.Message);
    }

    [Fact]
    public void MarkInFlight_AfterAMalformedCopy_Counts()
    {
        Assert.True(_ledger.MarkMalformed(0));
        _ledger.MarkInFlight(0);
        Assert.False(_ledger.MarkMalformed(0));
        Assert.Equal("in-flight", _ledger.StateOf(0));
    }

    [Fact]
    public void Restore_AfterACrash_Reconciles()
    {
        var lines = new List<string>();
        _ledger.Changed += entry => lines.Add(entry.ToString());
        for (var t = 0; t < 5; t++)
            _ledger.MarkInFlight(t);
        for (var t = 0; t < 3; t++)
            _ledger.MarkProcessed(t);
        _ledger.MarkInFlight(7);
        lines.Add("8 in-fl");
        lines.Add("9");

        var entries = lines
            .Where(line => LedgerEntry.TryParse(line, out _))
            .Select(line => LedgerEntry.TryParse(line, out var entry) ? entry : default);
        var restored = FrameLedger.Restore("run", entries);
        restored.Abandon("crash");

        var snapshot = restored.Snapshot();
        Assert.Equal(
            new Dictionary<string, long>
            {
                ["processed"] = 3,
                ["dropped:crash"] = 3,
                ["missing"] = 2,
            },
            snapshot.States
        );
        Assert.Equal(8, snapshot.Expected);
    }

    [Theory]
    [InlineData("")]
    [InlineData("12")]
    [InlineData("12 ")]
    [InlineData("12 proc")]
    [InlineData("12 dropped:")]
    [InlineData("-1 processed")]
    [InlineData("x processed")]
    [InlineData("99999999999 processed")]
    public void TryParse_CutLine_IsRefused(string line) => Assert.False(LedgerEntry.TryParse(line, out _));

    [Fact]
    public void MarkInFlight_TwelveHoursAtThirtyHertz_TakesOneByteATimePoint()
    {
        const int Frames = 12 * 3600 * 30;
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var t = 0; t < Frames; t++)
        {
            _ledger.MarkInFlight(t);
            _ledger.MarkProcessed(t);
        }

        Assert.Equal(Frames, _ledger.Snapshot().Of(LedgerStates.Processed));
        // Doubling an array allocates at most four times its final content in all.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, Frames, 4L * Frames + 4096);
    }

    [Fact]
    public void MarkDropped_MoreReasonsThanThereAreKinds_Throws()
    {
        for (var t = 0; t < 250; t++)
            _ledger.MarkDropped(t, $"reason-{t}");
        Assert.Throws<ArgumentException>(() => _ledger.MarkDropped(250, "one more"));
    }
}
