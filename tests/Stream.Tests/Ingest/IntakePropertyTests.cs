using System.Threading.Channels;
using Cellect.Data.Ledger;
using Cellect.Data.Volumes;
using Cellect.Stream.Assembly;
using Cellect.Stream.Ingest;
using Cellect.Stream.Tests.Wire;
using Cellect.Stream.Wire;
using Cellect.Testing;
using CsCheck;
using Microsoft.Extensions.Time.Testing;

namespace Cellect.Stream.Tests.Ingest;

/// <summary>Any messages, damaged or not, in any order: nothing throws, nothing leaks, and every ledger reconciles.</summary>
public class IntakePropertyTests
{
    private const int Capacity = 2;
    private static readonly VolumeShape Shape = new(3, 2, 2);

    private static readonly Gen<WireMessage> Message = Gen.Select(
            Gen.Int[0, 9],
            Gen.Int[0, 11],
            Gen.Int[0, 1],
            Gen.Int[0, 2],
            Gen.Int[0, 40],
            Gen.Int[0, 9]
        )
        .Select(
            (kind, t, c, z, seq, name) =>
            {
                var series = name == 0 ? "second" : "first";
                return kind switch
                {
                    0 => new StartMessage { Series = series, Seq = (ulong)seq },
                    1 => new EndMessage
                    {
                        Series = series,
                        Seq = (ulong)seq,
                        LastT = t,
                    },
                    < 5 => (WireMessage)Messages.Volume(series, t, Shape, c: c, seq: (ulong)seq),
                    _ => Messages.Plane(series, t, z, Shape, (ulong)seq, c: c),
                };
            }
        );

    private static readonly Gen<(int Kind, int At, byte Value)> Damage = Gen.Select(Gen.Int[0, 12], Gen.Int[0, 500], Gen.Byte);

    [Fact]
    [Trait("Speed", "Slow")]
    public void Take_AnyMessages_LedgersReconcileAndNothingLeaks() =>
        Message
            .Select(Damage, Gen.Int[0, 8])
            .Array[0, 60]
            .Select(Gen.Enum<FullPolicy>(), Gen.Enum<IncompletePolicy>())
            .Sample((messages, full, incomplete) => Run(messages, full, incomplete), iter: 1000);

    private static void Run(
        (WireMessage Message, (int, int, byte) Damage, int Seconds)[] messages,
        FullPolicy full,
        IncompletePolicy incomplete
    )
    {
        using var pool = new DiagnosticVolumePool();
        var time = new FakeTimeProvider();
        var options = ReceiverBench.Options(full, incomplete);
        var counters = new IngestCounters();
        var log = new IngestLog(new RecordingLogger());
        var pipeline = new SlowPipeline();
        using (var outlet = new EventOutlet(pipeline, options, counters, log, CancellationToken.None))
        using (
            var intake = new Intake(
                options,
                pool,
                new IngestMemory(options, pool),
                outlet,
                counters,
                log,
                new IngestWatch(options.Tracked()),
                time
            )
        )
        {
            foreach (var (message, damage, seconds) in messages)
            {
                var parts = Damaged(message, damage);
                intake.Take(parts[0], new ListParts(parts));
                time.Advance(TimeSpan.FromSeconds(seconds / 4.0));
                intake.CheckTime();
                if (seconds % 2 == 0)
                    pipeline.Read();
            }

            intake.Stop();
        }

        while (pipeline.Read()) { }

        Assert.Equal(pipeline.Started, pipeline.Ended);
    }

    private static byte[][] Damaged(WireMessage message, (int Kind, int At, byte Value) damage)
    {
        byte[][] parts = message is ImageMessage image
            ? [WireEncoder.Encode(message), new byte[image is PlaneMessage ? image.PlaneBytes : image.VolumeBytes]]
            : [WireEncoder.Encode(message)];
        var part = parts[^1];
        switch (damage.Kind)
        {
            case 0:
                parts[0][damage.At % parts[0].Length] = damage.Value;
                break;
            case 1:
                parts[^1] = part[..(damage.At % part.Length)];
                break;
            case 2:
                return [.. parts, part];
            case 3:
                return parts[..1];
        }

        return parts;
    }

    private sealed class ListParts(byte[][] parts) : IPartSource
    {
        private int _next = 1;

        public bool HasMore => _next < parts.Length;

        public ReadOnlySpan<byte> Next() => parts[_next++];
    }

    /// <summary>
    /// A channel with room for two and a pipeline behind it, which reads when told and when somebody waits for room. It
    /// takes volumes in order, marks them, and takes each ledger at its end.
    /// </summary>
    private sealed class SlowPipeline : ChannelWriter<StreamEvent>
    {
        private readonly Queue<StreamEvent> _events = [];
        private FrameLedger? _ledger;
        private int _lastT;

        public int Started { get; private set; }

        public int Ended { get; private set; }

        public override bool TryWrite(StreamEvent item)
        {
            if (_events.Count == Capacity)
                return false;
            _events.Enqueue(item);
            return true;
        }

        public override ValueTask<bool> WaitToWriteAsync(CancellationToken cancellationToken = default)
        {
            Read();
            return ValueTask.FromResult(true);
        }

        public bool Read()
        {
            if (!_events.TryDequeue(out var item))
                return false;
            Take(item);
            return true;
        }

        private void Take(StreamEvent item)
        {
            switch (item)
            {
                case SeriesStarted started:
                    Assert.Equal(Started++, Ended);
                    (_ledger, _lastT) = (started.Ledger, -1);
                    break;
                case VolumeReady ready:
                    ready.Volume.Dispose();
                    if (!ready.IsTracked)
                        break;
                    Assert.True(ready.Volume.Header.T > _lastT);
                    _lastT = ready.Volume.Header.T;
                    _ledger!.MarkProcessed(_lastT);
                    break;
                case SeriesEnded ended:
                    Ended++;
                    var snapshot = ended.Ledger.Snapshot();
                    Assert.Equal(snapshot.Expected, snapshot.States.Values.Sum());
                    Assert.Equal(0, snapshot.Of(LedgerStates.InFlight) + snapshot.Of(LedgerStates.Awaited));
                    break;
            }
        }
    }
}
