using Cellect.Overlay.Snapshots;

namespace Cellect.Overlay.Scenes;

/// <summary>How loud a word is.</summary>
internal enum Tone
{
    /// <summary>As usual.</summary>
    Plain,

    /// <summary>Less than usual.</summary>
    Faint,

    /// <summary>Good news, or what is chosen.</summary>
    Good,

    /// <summary>Must be seen to.</summary>
    Warning,

    /// <summary>Steers the microscope.</summary>
    Danger,
}

/// <summary>What a drawer shows: a title and rows below each other.</summary>
/// <param name="Title">Its name.</param>
/// <param name="Rows">The rows.</param>
internal sealed record Form(string Title, Listed<FormRow> Rows)
{
    /// <summary>Nothing.</summary>
    public static Form Empty { get; } = new("", []);
}

/// <summary>A row of a form.</summary>
internal abstract record FormRow;

/// <summary>Words, broken where they do not fit.</summary>
internal sealed record TextRow(string Text, Tone Tone = Tone.Plain) : FormRow;

/// <summary>A heading, with a line above it.</summary>
internal sealed record HeadingRow(string Text) : FormRow;

/// <summary>A caption and a value.</summary>
internal sealed record FactRow(string Caption, string Value, Tone Tone = Tone.Plain) : FormRow;

/// <summary>A value that the user drags.</summary>
/// <param name="Kind">What is asked for as it moves.</param>
/// <param name="Index">Which.</param>
/// <param name="Label">Its name.</param>
/// <param name="Low">At the left end.</param>
/// <param name="High">At the right end.</param>
/// <param name="Value">Now.</param>
/// <param name="Words">The value in words.</param>
internal sealed record SliderRow(CommandKind Kind, int Index, string Label, float Low, float High, float Value, string Words) : FormRow
{
    /// <summary>Where the value lies, 0 to 1.</summary>
    public float Share => High > Low ? Math.Clamp((Value - Low) / (High - Low), 0, 1) : 0;

    /// <summary>What is asked for at a place, 0 to 1.</summary>
    public Command At(float share) => new(Kind, Index, Low + (High - Low) * Math.Clamp(share, 0, 1));
}

/// <summary>Buttons side by side.</summary>
internal sealed record ButtonsRow(Listed<FormButton> Buttons) : FormRow;

/// <summary>A button.</summary>
/// <param name="Command">What it asks for.</param>
/// <param name="Label">Its name.</param>
/// <param name="On">True while what it stands for is so.</param>
/// <param name="Tone">How loud it is.</param>
internal readonly record struct FormButton(Command Command, string Label, bool On = false, Tone Tone = Tone.Plain);

/// <summary>How much of a limit is used.</summary>
/// <param name="Label">Of what.</param>
/// <param name="Share">0 to 1.</param>
/// <param name="Words">Both in words.</param>
/// <param name="Tone">How loud it is.</param>
internal sealed record BarRow(string Label, float Share, string Words, Tone Tone = Tone.Good) : FormRow;

/// <summary>How often which brightness is found in a channel.</summary>
/// <param name="Histogram">The counts.</param>
/// <param name="Black">Counts shown black.</param>
/// <param name="White">Counts shown white.</param>
/// <param name="Colour">Of the channel, as in <see cref="Graphics.Palette"/>.</param>
internal sealed record HistogramRow(Histogram Histogram, float Black, float White, uint Colour) : FormRow;

/// <summary>A QR code.</summary>
/// <param name="Modules">As many rows as columns, row by row; true is dark.</param>
internal sealed record QrRow(Listed<bool> Modules) : FormRow;

/// <summary>Small pictures of one place at several time points.</summary>
internal sealed record CropsRow(Listed<Crop> Crops) : FormRow;
