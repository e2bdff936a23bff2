using Cellect.Dashboard.SignIn;
using Microsoft.Extensions.Time.Testing;

namespace Cellect.Dashboard.Tests.SignIn;

public class SignInDeskTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly SignInDesk _desk;

    public SignInDeskTests() => _desk = new SignInDesk(() => "http://10.0.0.5:5560", _time);

    [Fact]
    public void Make_Code_StandsBehindTheHashAndExpiresInFiveMinutes()
    {
        var code = _desk.Make();

        Assert.StartsWith("http://10.0.0.5:5560/sign-in#", code.Url);
        Assert.Equal(_time.GetUtcNow().AddMinutes(5), code.Expires);
        Assert.Equal(QrModules.Of(code.Url), code.Modules);
    }

    [Fact]
    public void Exchange_Twice_WorksOnce()
    {
        var code = CodeOf(_desk.Make().Url);

        var session = _desk.Exchange(code);

        Assert.True(_desk.Knows(session));
        Assert.Null(_desk.Exchange(code));
    }

    [Theory]
    [InlineData(299, true)]
    [InlineData(301, false)]
    public void Exchange_AfterSeconds_WorksWithinFiveMinutes(int seconds, bool works)
    {
        var code = CodeOf(_desk.Make().Url);
        _time.Advance(TimeSpan.FromSeconds(seconds));

        Assert.Equal(works, _desk.Exchange(code) is not null);
    }

    [Fact]
    public void Knows_AfterADay_NoMore()
    {
        var session = _desk.Exchange(CodeOf(_desk.Make().Url));
        _time.Advance(TimeSpan.FromHours(24));
        Assert.True(_desk.Knows(session));

        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.False(_desk.Knows(session));
    }

    [Fact]
    public void Make_Many_TheOldestMakesRoom()
    {
        var codes = Enumerable.Range(0, 17).Select(_ => Later()).ToList();

        Assert.Null(_desk.Exchange(codes[0]));
        Assert.All(codes.Skip(1), code => Assert.NotNull(_desk.Exchange(code)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    public void Knows_WhatWasNeverGiven_No(string? session) => Assert.False(_desk.Knows(session));

    [Fact]
    public void QrText_OfACode_HasAQuietZoneAndTwoModulesALine()
    {
        var modules = QrModules.Of("http://10.0.0.5:5560/sign-in#00112233445566778899AABBCCDDEEFF");

        var lines = QrText.Of(modules).TrimEnd('\n').Split('\n').Select(line => line.TrimEnd('\r')).ToList();

        Assert.Equal((modules.Length + 4 + 1) / 2, lines.Count);
        Assert.All(lines, line => Assert.Equal(modules.Length + 4, line.Length));
        Assert.Equal(new string('█', modules.Length + 4), lines[0]);
        // The finder's corner is dark, its middle row light inside.
        Assert.Equal(' ', lines[1][2]);
    }

    private string Later()
    {
        _time.Advance(TimeSpan.FromSeconds(1));
        return CodeOf(_desk.Make().Url);
    }

    private static string CodeOf(string url) => url.Split('#')[1];
}
