using Cellect.Overlay.Scenes;
using Cellect.Overlay.Snapshots;

namespace Cellect.Overlay.Displays;

/// <summary>Which cells are drawn, and how; which divisions are listed.</summary>
internal static class FilterTool
{
    internal const float LeastOpacity = 0.1f;
    internal const float LeastThickness = 0.5f;

    /// <summary>Most of the slider of ages, time points.</summary>
    public const int MostAge = 50;

    /// <summary>Most of the slider of thickness.</summary>
    public const float MostThickness = 3;

    /// <summary>Does what is asked for, if it is about that.</summary>
    public static ViewState Do(Command command, ViewState view, OverlaySnapshot? snapshot)
    {
        var (filter, look) = (view.Filter, view.Look);
        return command.Kind switch
        {
            CommandKind.LeastScore => view with { Filter = filter with { LeastScore = Math.Clamp(command.Value, 0, 1) } },
            CommandKind.LeastAge => view with { Filter = filter with { LeastAge = (int)MathF.Round(command.Value) } },
            CommandKind.Depth => view with
            {
                Filter = filter with { DepthMicrometres = command.Value < snapshot?.ExtentMicrometres.Z ? command.Value : null },
            },
            CommandKind.OnlyRegion => view with { Filter = filter with { OnlyRegion = !filter.OnlyRegion } },
            CommandKind.OnlyFamily => view with { Filter = filter with { OnlyFamily = !filter.OnlyFamily } },
            CommandKind.Opacity => view with { Look = look with { Opacity = MathF.Max(LeastOpacity, command.Value) } },
            CommandKind.Thickness => view with { Look = look with { Thickness = MathF.Max(LeastThickness, command.Value) } },
            CommandKind.Thinning => view with { Look = look with { Thinning = !look.Thinning } },
            CommandKind.NoFilter => view with { Filter = default, Look = MarkLook.Usual },
            CommandKind.SortDivisions => view with { Divisions = view.Divisions with { Order = (DivisionOrder)command.Index, Scroll = 0 } },
            CommandKind.FilterDivisions => view with
            {
                Divisions = view.Divisions with { Choice = (DivisionChoice)command.Index, Scroll = 0 },
            },
            _ => view,
        };
    }
}
