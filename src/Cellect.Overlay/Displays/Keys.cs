using Cellect.Overlay.Glfw;
using Cellect.Overlay.Scenes;
using Cellect.Overlay.Settings;

namespace Cellect.Overlay.Displays;

/// <summary>What keys ask for.</summary>
internal static class Keys
{
    // Added, not set: a character that is there twice is a mistake that shows at once.
    private static readonly Dictionary<char, Command> OfCharacter = new()
    {
        { '1', new(CommandKind.Mode, (int)ViewMode.Projections) },
        { '2', new(CommandKind.Mode, (int)ViewMode.Slices) },
        { '3', new(CommandKind.Mode, (int)ViewMode.Maximum3D) },
        { '4', new(CommandKind.Mode, (int)ViewMode.Alpha3D) },
        { 'v', new(CommandKind.NextLayout) },
        { 'c', new(CommandKind.Colour, 1) },
        { 'C', new(CommandKind.Colour, -1) },
        { 'l', new(CommandKind.Labels) },
        { 'm', new(CommandKind.Marks) },
        { 'p', new(CommandKind.SidePanel) },
        { 'r', new(CommandKind.Reset) },
        { '?', new(CommandKind.Drawer, (int)Drawer.Help) },
        { 'h', new(CommandKind.Drawer, (int)Drawer.Help) },
        { 'f', new(CommandKind.Drawer, (int)Drawer.Filters) },
        { 'i', new(CommandKind.Drawer, (int)Drawer.Channels) },
        { 'o', new(CommandKind.Drawer, (int)Drawer.Regions) },
        { 't', new(CommandKind.Drawer, (int)Drawer.Triggers) },
        { 'w', new(CommandKind.Drawer, (int)Drawer.Alerts) },
        { 'd', new(CommandKind.Drawer, (int)Drawer.Division) },
        { 'z', new(CommandKind.Drawer, (int)Drawer.Biology) },
        { 'q', new(CommandKind.Drawer, (int)Drawer.Phone) },
        { 'k', new(CommandKind.AcceptCell) },
        { 'e', new(CommandKind.DeleteCell) },
        { 'j', new(CommandKind.CutLink) },
        { 'L', new(CommandKind.NameCell) },
        { 'u', new(CommandKind.UndoEdit) },
        { 'n', new(CommandKind.NextDivision, 1) },
        { 'N', new(CommandKind.NextDivision, -1) },
        { 'a', new(CommandKind.AutomaticContrast) },
        { 'g', new(CommandKind.Gamma) },
        { 'G', new(CommandKind.Gamma, 1) },
        { '-', new(CommandKind.White, -1) },
        { '+', new(CommandKind.White, 1) },
        { '=', new(CommandKind.White, 1) },
        { ',', new(CommandKind.Black, -1) },
        { '<', new(CommandKind.Black, -1) },
        { '.', new(CommandKind.Black, 1) },
        { '>', new(CommandKind.Black, 1) },
        { '[', new(CommandKind.Slice, -1) },
        { ']', new(CommandKind.Slice, 1) },
        { ' ', new(CommandKind.Pause) },
        { 's', new(CommandKind.Screenshot) },
        { 'S', new(CommandKind.Film) },
        { 'b', new(CommandKind.DrawBox) },
        { 'y', new(CommandKind.DrawCylinder) },
        { 'x', new(CommandKind.Stop) },
    };

    /// <summary>What a character asks for; where only the small letter is known, the large one is as good.</summary>
    public static Command Of(char character) =>
        OfCharacter.TryGetValue(character, out var command) ? command : OfCharacter.GetValueOrDefault(char.ToLowerInvariant(character));

    /// <summary>What a key without a character asks for.</summary>
    /// <param name="key">GLFW's key.</param>
    /// <param name="held">Keys held down.</param>
    /// <param name="open">The drawer that is open.</param>
    public static Command Of(int key, KeyModifiers held, Drawer open) =>
        key switch
        {
            GlfwNative.KeyHome => new(CommandKind.Reset),
            GlfwNative.KeyEnd => new(CommandKind.Live),
            GlfwNative.KeyLeft => new(CommandKind.Step, -1),
            GlfwNative.KeyRight => new(CommandKind.Step, 1),
            GlfwNative.KeyDelete => new(CommandKind.RemoveRegion),
            GlfwNative.KeyT when held.HasFlag(KeyModifiers.Control) => new(CommandKind.ArmOrDisarm),
            GlfwNative.KeyZ when held.HasFlag(KeyModifiers.Control) => new(CommandKind.UndoRegion),
            GlfwNative.KeyEnter when open == Drawer.Division => new(CommandKind.Accept),
            GlfwNative.KeyBackspace when open == Drawer.Division => new(CommandKind.Reject),
            GlfwNative.KeyEnter => new(CommandKind.RenameRegion),
            >= GlfwNative.KeyF1 and < GlfwNative.KeyF1 + ChannelLooks.Count => new(CommandKind.Channel, key - GlfwNative.KeyF1),
            _ => default,
        };
}
