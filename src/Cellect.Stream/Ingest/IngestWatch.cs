namespace Cellect.Stream.Ingest;

/// <summary>
/// Notices when nothing that comes is of use, and keeps what a person at the microscope must know of the stream. Written by the receiver,
/// read by anybody.
/// </summary>
/// <param name="tracked">The channels that are tracked.</param>
internal sealed class IngestWatch(IReadOnlyList<int> tracked)
{
    /// <summary>Messages, or volumes of other channels, after which it is said that none was of use.</summary>
    public const int MostUseless = 3;

    private readonly SortedDictionary<string, string> _notices = new(StringComparer.Ordinal);
    private readonly HashSet<int> _otherTimes = [];
    private readonly IReadOnlyList<int> _tracked = tracked;
    private readonly Dictionary<int, int> _lastOf = [];
    private int _firstOf;
    private int _useless;
    private int _otherChannel = -1;
    private volatile string[] _alerts = [];

    /// <summary>Sentences, each with reason, value, limit and remedy; empty when all is well.</summary>
    public IReadOnlyList<string> Alerts => _alerts;

    /// <summary>Why the last message was of no use; null when it was. The receiver clears it before each message.</summary>
    public string? Complaint { get; set; }

    /// <summary>A message was of use.</summary>
    public void Useful()
    {
        if (_useless == 0)
            return;
        _useless = 0;
        Withdraw(Nothing);
    }

    /// <summary>A message could not be used.</summary>
    /// <param name="why">Reason, value, limit and remedy.</param>
    public void Useless(string why)
    {
        Complaint = why;
        if (++_useless >= MostUseless)
            Tell(Nothing, $"none of the last {_useless} messages was of use: {why}");
    }

    /// <summary>A volume of a tracked channel has come.</summary>
    /// <param name="t">Its time point.</param>
    /// <param name="c">Its channel.</param>
    public void TrackedVolume(int t, int c)
    {
        if (_otherChannel >= 0 || _otherTimes.Count > 0)
        {
            _otherTimes.Clear();
            _otherChannel = -1;
            Withdraw(Channel);
        }

        if (_tracked.Count < 2)
            return;
        if (_lastOf.Count == 0)
            _firstOf = t;
        _lastOf[c] = t;
        // A tracked channel that stays away holds up the others by two time points, and is not tracked.
        var absent = _tracked.Where(other => t - _lastOf.GetValueOrDefault(other, _firstOf - 1) >= MostUseless).ToArray();
        if (absent.Length > 0)
            Tell(
                Topics.Absent,
                $"channel {string.Join(", ", absent)} is tracked and does not come, channel {c} is at time point {t}; send it, or leave it "
                    + "out of Ingest:TrackedChannels"
            );
        else
            Withdraw(Topics.Absent);
    }

    /// <summary>A volume of another channel has come.</summary>
    /// <param name="t">Its time point: all channels of one come before the next.</param>
    /// <param name="c">Its channel.</param>
    public void OtherVolume(int t, int c)
    {
        if (_otherTimes.Count <= MostUseless)
            _otherTimes.Add(t);
        if (_otherTimes.Count < MostUseless || _otherChannel == c)
            return;
        _otherChannel = c;
        var (which, option) =
            _tracked.Count == 1
                ? ($"channel {_tracked[0]}, which is tracked", "TrackedChannel")
                : ($"channels {string.Join(", ", _tracked)}, which are tracked", "TrackedChannels");
        Tell(Channel, $"volumes of channel {c} come, none of {which}; set Ingest:{option} {c}");
    }

    /// <summary>Something to be known until it is withdrawn.</summary>
    /// <param name="topic">What it is about: one sentence each.</param>
    /// <param name="text">The sentence.</param>
    public void Tell(string topic, string text)
    {
        _notices[topic] = text;
        _alerts = [.. _notices.Values];
    }

    /// <summary>No longer so.</summary>
    public void Withdraw(string topic)
    {
        if (_notices.Remove(topic))
            _alerts = [.. _notices.Values];
    }

    /// <summary>Another series begins: what was said of the last one goes, but for how it ended.</summary>
    public void Begin()
    {
        _otherTimes.Clear();
        _lastOf.Clear();
        (_useless, _otherChannel) = (0, -1);
        foreach (var topic in new[] { Nothing, Channel, Topics.FarTime, Topics.FalseEnd, Topics.Voxel, Topics.Unread, Topics.Absent })
            _notices.Remove(topic);
        _alerts = [.. _notices.Values];
    }

    private const string Nothing = "1-nothing",
        Channel = "2-channel";

    /// <summary>What a notice is about; they are shown in this order.</summary>
    public static class Topics
    {
        /// <summary>A time point far beyond the others.</summary>
        public const string FarTime = "3-far-time";

        /// <summary>An end that was none.</summary>
        public const string FalseEnd = "4-false-end";

        /// <summary>Another sender's series.</summary>
        public const string Stranger = "5-stranger";

        /// <summary>A voxel size that nobody told.</summary>
        public const string Voxel = "6-voxel";

        /// <summary>A value that could not be read and was done without.</summary>
        public const string Unread = "7-unread";

        /// <summary>A tracked channel that does not come while others do.</summary>
        public const string Absent = "8-absent";
    }
}
