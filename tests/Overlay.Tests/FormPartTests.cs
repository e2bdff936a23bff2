using System.Numerics;
using Cellect.Overlay.Graphics;
using Cellect.Overlay.Hud;
using Cellect.Overlay.Scenes;

namespace Cellect.Overlay.Tests;

public class FormPartTests
{
    private static readonly PixelRect Area = new(0, 34, 300, 600);

    private static readonly Form Form = new(
        "form",
        [
            new SliderRow(CommandKind.LeastScore, 0, "score", 0, 1, 0.5f, "0.50"),
            new ButtonsRow([new(new(CommandKind.OnlyRegion), "left"), new(new(CommandKind.OnlyFamily), "right")]),
        ]
    );

    private static readonly FormContent Content = new(Form, 0);

    [Theory]
    [InlineData(14, 0)]
    [InlineData(150, 0.5)]
    [InlineData(286, 1)]
    [InlineData(299, 1)]
    public void At_Slider_AsksForTheValueUnderThePointer(float x, float value)
    {
        var command = FormPart.At(Area, new Vector2(x, 34 + 38 + 26), Content, 1, -1, out var row);

        Assert.Equal((CommandKind.LeastScore, 0), (command.Kind, row));
        Assert.Equal(value, command.Value, tolerance: 0.01f);
        Assert.True(FormPart.Drags(Content, row));
    }

    [Fact]
    public void At_SliderThatIsHeld_FollowsThePointerOutOfItsRow() =>
        Assert.Equal(0.5f, FormPart.At(Area, new Vector2(150, 900), Content, 1, held: 0, out _).Value, tolerance: 0.01f);

    [Theory]
    [InlineData(40, CommandKind.OnlyRegion)]
    [InlineData(260, CommandKind.OnlyFamily)]
    public void At_Button_AsksForIt(float x, object wanted) =>
        Assert.Equal((CommandKind)wanted, FormPart.At(Area, new Vector2(x, 34 + 38 + 42 + 15), Content, 1, -1, out _).Kind);

    [Fact]
    public void At_TwiceAsLarge_IsTheSame() =>
        Assert.Equal(
            CommandKind.OnlyFamily,
            FormPart.At(new PixelRect(0, 68, 600, 1200), new Vector2(520, 68 + 2 * (38 + 42 + 15)), Content, 2, -1, out _).Kind
        );

    [Fact]
    public void At_Scrolled_FindsWhatIsSeen() =>
        Assert.Equal(
            CommandKind.OnlyRegion,
            FormPart.At(Area, new Vector2(40, 34 + 38 + 42 + 15 - 30), Content with { Scroll = 30 }, 1, -1, out _).Kind
        );

    [Fact]
    public void Forms_ThatSayTheSame_AreEqual()
    {
        static Form Make() => new("a", [new FactRow("x", "1"), new ButtonsRow([new(new(CommandKind.Stop), "stop")])]);

        Assert.Equal(Make(), Make());
        Assert.NotEqual(Make(), Make() with { Rows = [new FactRow("x", "2")] });
    }

    [Fact]
    public void Wrap_LongWords_NeverPassTheEdge()
    {
        var lines = HudFont.Wrap("a window that says what it waits for /a/path/without/any/space/that/goes/on", 150, 12);

        Assert.All(lines, line => Assert.True(line.Length * 12 * 0.603f <= 150 + 8, line));
        Assert.Equal("a window that says", lines[0]);
    }
}
