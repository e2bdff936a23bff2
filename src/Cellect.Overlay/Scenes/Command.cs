namespace Cellect.Overlay.Scenes;

/// <summary>What the user can ask for, whether by key, button, slider or line of a list.</summary>
internal enum CommandKind
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Another <see cref="Settings.ViewMode"/>, by index.</summary>
    Mode,

    /// <summary>The next layout of the panels.</summary>
    NextLayout,

    /// <summary>What colours mean: the index counts on from what they mean now.</summary>
    Colour,

    /// <summary>Track ids on and off.</summary>
    Labels,

    /// <summary>Cells, tails and divisions on and off.</summary>
    Marks,

    /// <summary>Panel at the right on and off.</summary>
    SidePanel,

    /// <summary>Whole volume, first view.</summary>
    Reset,

    /// <summary>The drawer of an index opens, or closes when it is open.</summary>
    Drawer,

    /// <summary>Contrast and gamma automatic.</summary>
    AutomaticContrast,

    /// <summary>Gamma one step brighter; darker with index 1.</summary>
    Gamma,

    /// <summary>Gamma of this value.</summary>
    SetGamma,

    /// <summary>Black of the chosen channel by so many steps.</summary>
    Black,

    /// <summary>White of the chosen channel by so many steps.</summary>
    White,

    /// <summary>Black of the channel at a place, counts.</summary>
    SetBlack,

    /// <summary>White of the channel at a place, counts.</summary>
    SetWhite,

    /// <summary>The channel at a place on and off.</summary>
    Channel,

    /// <summary>The slice so many planes up.</summary>
    Slice,

    /// <summary>Pause and go on.</summary>
    Pause,

    /// <summary>So many time points on.</summary>
    Step,

    /// <summary>Back to live.</summary>
    Live,

    /// <summary>A screenshot.</summary>
    Screenshot,

    /// <summary>A film of the time points that are kept.</summary>
    Film,

    /// <summary>The next drag draws a box.</summary>
    DrawBox,

    /// <summary>The next drag draws a cylinder.</summary>
    DrawCylinder,

    /// <summary>The region of an index is selected.</summary>
    SelectRegion,

    /// <summary>A new name for the selected region is typed.</summary>
    RenameRegion,

    /// <summary>The selected region goes.</summary>
    RemoveRegion,

    /// <summary>The last change of the regions is taken back.</summary>
    UndoRegion,

    /// <summary>Arm for so many minutes; asks first.</summary>
    Arm,

    /// <summary>Arm for the usual time, or disarm.</summary>
    ArmOrDisarm,

    /// <summary>Disarm.</summary>
    Disarm,

    /// <summary>Emergency stop.</summary>
    Stop,

    /// <summary>Least score of the cells drawn.</summary>
    LeastScore,

    /// <summary>Least age of the cells drawn, time points.</summary>
    LeastAge,

    /// <summary>Farthest from the slices' depth, µm; the extent of the volume: all.</summary>
    Depth,

    /// <summary>Only cells in the selected region.</summary>
    OnlyRegion,

    /// <summary>Only the family of the selected cell.</summary>
    OnlyFamily,

    /// <summary>Opacity of marks.</summary>
    Opacity,

    /// <summary>Thickness of marks.</summary>
    Thickness,

    /// <summary>Marks thin out by themselves where cells crowd.</summary>
    Thinning,

    /// <summary>All cells are drawn as at first.</summary>
    NoFilter,

    /// <summary>The division of an index of the list.</summary>
    GoToDivision,

    /// <summary>So many divisions further in the list.</summary>
    NextDivision,

    /// <summary>The division is right.</summary>
    Accept,

    /// <summary>The division is wrong.</summary>
    Reject,

    /// <summary>The selected cell, in the time point shown, and where it comes from are right.</summary>
    AcceptCell,

    /// <summary>There is no cell where one is selected, in the time point shown.</summary>
    DeleteCell,

    /// <summary>The selected cell, in the time point shown, comes from nowhere.</summary>
    CutLink,

    /// <summary>A name for the selected cell is typed.</summary>
    NameCell,

    /// <summary>Takes back what was said last in this window.</summary>
    UndoEdit,

    /// <summary>Another order of the list of divisions.</summary>
    SortDivisions,

    /// <summary>Which divisions are listed.</summary>
    FilterDivisions,

    /// <summary>The list of divisions so many lines on.</summary>
    ScrollDivisions,

    /// <summary>The page of an index of the analysis.</summary>
    BiologyPage,

    /// <summary>The meeting of two cells of an index of the list.</summary>
    GoToMeeting,
}

/// <summary>Something that the user asks for.</summary>
/// <param name="Kind">What.</param>
/// <param name="Index">Which, or how many; 0 where that does not matter.</param>
/// <param name="Value">How much; 0 where that does not matter.</param>
internal readonly record struct Command(CommandKind Kind, int Index = 0, float Value = 0);
