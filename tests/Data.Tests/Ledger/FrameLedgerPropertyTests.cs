using Cellect.Data.Ledger;
using CsCheck;

namespace Cellect.Data.Tests.Ledger;

public class FrameLedgerPropertyTests
{
    private enum Act
    {
        InFlight,
        Processed,
        Dropped,
        Late,
        Malformed,
        Expect,
        Close,
        Abandon,
    }

    [Fact]
    public void AnyEvents_Reconcile() =>
        Gen.Enum<Act>()
            .Select(Gen.Int[0, 40])
            .Array[0, 200]
            .Sample(acts =>
            {
                var ledger = new FrameLedger("s");
                var changes = new List<LedgerEntry>();
                ledger.Changed += changes.Add;
                var highest = -1;
                foreach (var (act, t) in acts)
                {
                    Do(ledger, act, t);
                    if (act is not (Act.Close or Act.Abandon))
                        highest = Math.Max(highest, t);
                    AssertReconciles(ledger, highest + 1);
                }

                ledger.Abandon("crash");
                AssertReconciles(ledger, highest + 1);
                var end = ledger.Snapshot();
                Assert.Equal(0, end.Of(LedgerStates.InFlight) + end.Of(LedgerStates.Awaited));

                var restored = FrameLedger.Restore(
                    "s",
                    changes.Select(entry => LedgerEntry.TryParse(entry.ToString(), out var read) ? read : default)
                );
                Assert.Equal(end.States, restored.Snapshot().States);
            });

    // An event that the state forbids throws and changes nothing, as for a pipeline that marks a volume twice.
    private static void Do(FrameLedger ledger, Act act, int t)
    {
        var before = ledger.StateOf(t);
        try
        {
            Act(ledger, act, t);
        }
        catch (InvalidOperationException)
        {
            Assert.Equal(before, ledger.StateOf(t));
        }

        static void Act(FrameLedger ledger, Act act, int t)
        {
            switch (act)
            {
                case FrameLedgerPropertyTests.Act.InFlight:
                    ledger.MarkInFlight(t);
                    break;
                case FrameLedgerPropertyTests.Act.Processed:
                    ledger.MarkProcessed(t);
                    break;
                case FrameLedgerPropertyTests.Act.Dropped:
                    ledger.MarkDropped(t, t % 2 == 0 ? "oldest" : "incomplete");
                    break;
                case FrameLedgerPropertyTests.Act.Late:
                    ledger.MarkLate(t);
                    break;
                case FrameLedgerPropertyTests.Act.Malformed:
                    ledger.MarkMalformed(t);
                    break;
                case FrameLedgerPropertyTests.Act.Expect:
                    ledger.Expect(t);
                    break;
                case FrameLedgerPropertyTests.Act.Close:
                    ledger.Close();
                    break;
                default:
                    ledger.Abandon("stopped");
                    break;
            }
        }
    }

    private static void AssertReconciles(FrameLedger ledger, int expected)
    {
        var snapshot = ledger.Snapshot();
        Assert.Equal(expected, snapshot.Expected);
        Assert.Equal(snapshot.Expected, snapshot.States.Values.Sum());
        for (var t = 0; t < expected; t++)
            Assert.Contains(ledger.StateOf(t), snapshot.States.Keys);
    }
}
