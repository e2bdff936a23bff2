using System.Numerics;
using Cellect.Overlay.Scenes;

namespace Cellect.Overlay.Displays;

/// <summary>Goes to where and when two cells met.</summary>
/// <param name="timeline">The time points kept.</param>
internal sealed class MeetingTool(Timeline timeline)
{
    private const float LeastZoom = 4;

    /// <summary>What happened last, for the user; empty for nothing.</summary>
    public string Message { get; private set; } = "";

    /// <summary>Goes to a meeting of the list.</summary>
    /// <returns>The view afterwards.</returns>
    public ViewState GoTo(int index, ViewState view, Surroundings? around)
    {
        if (around is null || index < 0 || index >= around.Meetings.Count)
            return view;
        var meeting = around.Meetings[index];
        Message = timeline.ShowTimePoint(meeting.T)
            ? ""
            : $"t {meeting.T} is not in the timeline any more: its place is shown in t {around.Snapshot.T}";
        var place = new Vector3((float)meeting.Place.X, (float)meeting.Place.Y, (float)meeting.Place.Z);
        return Camera.LookAt(view, place) with { Selected = meeting.Track, Zoom = MathF.Max(view.Zoom, LeastZoom) };
    }
}
