using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using Cellect.Testing;
using Cellect.Triggers.Conditions;
using Cellect.Triggers.Settings;
using Cellect.Triggers.WhatIf;
using CsCheck;

namespace Cellect.Triggers.Tests.Core;

public class RuleSetTests
{
    [Fact]
    public void Read_SeveralMistakes_NamesThemAllAtOnce()
    {
        var (_, mistakes) = Book.Try(
            """
            {"Triggers":{"Mode":"Armed","WaitingActions":0,"Nonsense":1,"Envelope":{"MaxPowerPercent":"much"},"Rules":[
              {"Name":"a b","When":{"Event":"Speed","MinProbability":0.5}},
              {"Name":"ok","When":{"Event":"Explosion"},"DeadlineMilliseconds":"soon"}]}}
            """
        );
        var all = string.Join('\n', mistakes);
        foreach (
            var part in new[] { "Nonsense", "MaxPowerPercent: 'much'", "Rules:1:When:Event: 'Explosion'", "DeadlineMilliseconds: 'soon'" }
        )
            Assert.Contains(part, all, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Compile_ARuleWaitsForWhatTheModelConfirms_IsRefusedWhereThatConfirmsNothing(bool confirms)
    {
        // At start and when the rules are read anew.
        var options = new TriggerOptions
        {
            Rules =
            [
                new RuleOptions
                {
                    Name = "sure",
                    When = new ConditionOptions { Event = "Division", Confirmed = true },
                },
            ],
        };
        if (confirms)
            Assert.True(RuleSource.Compile(options, [], confirms).Book.AsksForConfirmed);
        else
            Assert.Contains(
                "'sure': Confirmed true waits for what the model confirms, and Model:Linker:Confirm is false",
                Assert.Throws<ValidationException>(() => RuleSource.Compile(options, [], confirms)).Message,
                StringComparison.Ordinal
            );
    }

    [Fact]
    public void Read_ValuesOutOfRange_NamesThemAllAtOnce()
    {
        var (_, mistakes) = Book.Try(
            """
            {"Triggers":{"Mode":"Armed","WaitingActions":0,"CommandEndpoint":"tcp://0.0.0.0:1","Rules":[
              {"Name":"a b","When":{"Event":"Speed","MinProbability":0.5}},
              {"Name":"ok","When":{},"DeadlineMilliseconds":0}]}}
            """
        );
        var all = string.Join('\n', mistakes);
        foreach (
            var part in new[]
            {
                "arming is explicit",
                "WaitingActions",
                "CommandEndpoint",
                "Rules:0:Name",
                "MinProbability: means nothing to Speed",
                "AtLeast or AtMost",
                "Rules:1:When:Event",
                "DeadlineMilliseconds",
            }
        )
            Assert.Contains(part, all, StringComparison.Ordinal);
    }

    [Fact]
    public void RuleBook_UnknownNames_AreMistakes()
    {
        var (_, mistakes) = Book.Try(
            """
            {"Triggers":{"Rules":[
              {"Name":"a","When":{"Event":"Division","Inside":"moon"},"Then":[{"Adapter":"scope","PowerPercent":5},{"Adapter":"other","PowerPercent":5},{"Adapter":"scope"}]},
              {"Name":"A","When":{"Event":"CellCount","AtLeast":5},"Then":[{"Adapter":"scope","MoveToEvent":true}]}]}}
            """,
            ["scope"]
        );
        var all = string.Join('\n', mistakes);
        foreach (var part in new[] { "no region 'moon'", "no adapter 'other'", "changes nothing", "'A' is taken", "no single place" })
            Assert.Contains(part, all, StringComparison.Ordinal);
    }

    [Fact]
    public void Anything_AThousandRandomRuleFiles_NeverCrashes()
    {
        var frames = FakeSeries.Frames(seed: 3, frames: 30).ToList();
        Rules.Sample(
            json =>
            {
                var (book, mistakes) = Book.Try(json.ToJsonString());
                if (mistakes.Count == 0)
                    Replay.Run(frames, book!);
            },
            iter: 1000
        );
    }

    private static Gen<string> Of(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    // Keys that exist and others, values that are legal and others.
    private static readonly Gen<JsonNode?> Scalar = Gen.OneOf(
        Gen.Double.Where(double.IsFinite).Select(v => (JsonNode?)v),
        Gen.Int[-3, 1000].Select(v => (JsonNode?)v),
        Gen.Bool.Select(v => (JsonNode?)v),
        Of("left", "", "moon", "20,60,60", "1e400", "NaN").Select(v => (JsonNode?)v),
        Gen.String[0, 10].Where(s => !s.Any(char.IsSurrogate)).Select(v => (JsonNode?)v),
        Gen.Const((JsonNode?)null)
    );

    private static Gen<JsonNode?> Object(Type type, Func<string, Gen<JsonNode?>> value) =>
        Of([.. type.GetProperties().Select(p => p.Name), "Nonsense"])
            .SelectMany(name => value(name).Select(v => (name, v)))
            .Array[0, 5]
            .Select(pairs =>
                (JsonNode?)new JsonObject(pairs.DistinctBy(p => p.name).Select(p => KeyValuePair.Create(p.name, p.v?.DeepClone())))
            );

    private static readonly Gen<JsonNode?> Event = Of([.. ConditionKinds.All.Select(kind => kind.Event), "Explosion"])
        .Select(v => (JsonNode?)v);

    private static Gen<JsonNode?> Condition(int depth) =>
        Object(typeof(ConditionOptions), name => name is "First" or "Then" && depth < 3 ? Condition(depth + 1) : Scalar)
            .Select(Event, (condition, kind) =>
            {
                condition!.AsObject()["Event"] = kind!.DeepClone();
                return (JsonNode?)condition;
            });

    private static readonly Gen<JsonNode?> Rule = Object(typeof(RuleOptions), name => name switch
            {
                "Guards" => Object(typeof(GuardOptions), _ => Scalar),
                "Then" => Object(typeof(RuleActionOptions), _ => Scalar)
                    .Array[0, 3]
                    .Select(a => (JsonNode?)new JsonArray([.. a.Select(n => n!.DeepClone())])),
                _ => Scalar,
            })
        .Select(Condition(0), Gen.Int[0, 50], (rule, when, number) =>
        {
            if (number > 5)
                (rule!.AsObject()["When"], rule.AsObject()["Name"]) = (when!.DeepClone(), $"rule{number}");
            return (JsonNode?)rule;
        });

    private static readonly Gen<JsonObject> Rules = Rule.Array[0, 4]
        .Select(rules => new JsonObject
        {
            ["Triggers"] = new JsonObject { ["Rules"] = new JsonArray([.. rules.Select(r => r!.DeepClone())]) },
        });
}
