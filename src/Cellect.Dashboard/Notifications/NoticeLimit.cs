using System.Globalization;

namespace Cellect.Dashboard.Notifications;

/// <summary>What a target is spared: the same message again and again, and more than so many an hour. Nothing is lost unseen: what was held
/// back is counted and told. One thread at a time.</summary>
/// <param name="mostAnHour">Messages within an hour.</param>
/// <param name="fold">How long a message is only counted after it was sent.</param>
/// <param name="time">Clock.</param>
internal sealed class NoticeLimit(int mostAnHour, TimeSpan fold, TimeProvider time)
{
    private const int MostKeys = 1024;
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly Queue<long> _sent = new();
    private readonly Dictionary<string, (long At, int Again)> _keys = [];
    private int _heldBack;

    /// <summary>The message as it is to be sent now; null: it was counted only.</summary>
    public Notice? Take(Notice notice)
    {
        var again = 0;
        if (_keys.TryGetValue(notice.Key, out var known))
        {
            if (time.GetElapsedTime(known.At) < fold)
            {
                _keys[notice.Key] = (known.At, known.Again + 1);
                return null;
            }

            again = known.Again;
        }

        if (IsFull())
        {
            _heldBack++;
            return null;
        }

        if (_keys.Count >= MostKeys)
            _keys.Clear();
        _keys[notice.Key] = (time.GetTimestamp(), 0);
        _sent.Enqueue(time.GetTimestamp());
        return again == 0 ? notice : notice with { Text = $"{notice.Text} {Times(again)}" };
    }

    /// <summary>What was held back, once there is room again; null: nothing, or there is none.</summary>
    public Notice? TakeHeldBack()
    {
        if (_heldBack == 0 || IsFull())
            return null;
        var notice = new Notice
        {
            Key = "held-back",
            Event = "held-back",
            Title = string.Create(CultureInfo.InvariantCulture, $"{_heldBack} more messages"),
            Text =
                $"They were held back: at most {mostAnHour} an hour are sent (Notifications:MaxPerHour). The page and the log have them.",
            At = time.GetUtcNow(),
        };
        _heldBack = 0;
        _sent.Enqueue(time.GetTimestamp());
        return notice;
    }

    private bool IsFull()
    {
        while (_sent.TryPeek(out var at) && time.GetElapsedTime(at) >= Hour)
            _sent.Dequeue();
        return _sent.Count >= mostAnHour;
    }

    private static string Times(int again) =>
        again == 1
            ? "(It came once more meanwhile.)"
            : string.Create(CultureInfo.InvariantCulture, $"(It came {again} times more meanwhile.)");
}
