using System.Text;
using Cellect.Data.Regions;
using Cellect.Triggers.Rules;
using Cellect.Triggers.WhatIf;
using Microsoft.Extensions.Configuration;

namespace Cellect.Triggers.Tests.Core;

/// <summary>Rules from JSON, as a user writes them.</summary>
internal static class Book
{
    public static readonly Region[] Regions = [new BoxRegion("left", new Position(-10, -10, -10), new Position(100, 100, 5))];

    public static RuleSet Of(string rules, int perMinute = 100_000)
    {
        var (book, mistakes) = Try($$$"""{"Triggers":{"MaxFiringsPerMinute":{{{perMinute}}},"Rules":[{{{rules}}}]}}""");
        Assert.Empty(mistakes);
        return book!;
    }

    public static (RuleSet? Book, IReadOnlyList<string> Mistakes) Try(string json, string[]? adapters = null)
    {
        var mistakes = new List<string>();
        var configuration = new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(json))).Build();
        var options = RuleFile.Read(configuration, mistakes);
        if (mistakes.Count > 0)
            return (null, mistakes);
        var book = new RuleSet(options, Regions, adapters);
        return (book, book.Mistakes);
    }

    /// <summary>What one rule makes of frames: <c>t</c> of each firing, and <c>t:guard</c> of what was held back.</summary>
    public static IReadOnlyList<string> Run(Frames frames, string when, string guards = "\"WarmUpVolumes\": 0") =>
        [
            .. Replay
                .Run(frames.All, Of($$$"""{"Name":"r","When":{ {{{when}}} },"Guards":{ {{{guards}}} }}"""))
                .Select(f => f.Evaluation.Fires ? $"{f.T}" : $"{f.T}:{f.Evaluation.HeldBackBy}"),
        ];
}
