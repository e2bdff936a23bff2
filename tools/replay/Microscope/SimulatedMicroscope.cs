using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MessagePack;

namespace Cellect.Replay.Microscope;

/// <summary>A microscope that answers the requests of docs/microscope.md, form ZeroMQ; thread-safe.</summary>
/// <param name="initial">Settings at the start.</param>
/// <param name="say">Told of every change, a line each.</param>
internal sealed class SimulatedMicroscope(MicroscopeState initial, Action<string> say)
{
    private const int MaxRequestBytes = 65_536;
    private const int MaxKeys = 100_000;

    private static readonly MessagePackSerializerOptions Untrusted = MessagePackSerializerOptions.Standard.WithSecurity(
        MessagePackSecurity.UntrustedData.WithMaximumObjectGraphDepth(8)
    );

    private readonly Lock _one = new();
    private readonly HashSet<string> _done = [];
    private readonly Queue<string> _oldest = [];
    private readonly MicroscopeState _initial = initial;
    private MicroscopeState _state = initial;
    private TaskCompletionSource _changed = New();

    /// <summary>The settings now.</summary>
    public MicroscopeState State
    {
        get
        {
            lock (_one)
                return _state;
        }
    }

    /// <summary>Whether it has the settings of its start, or has been put back to them.</summary>
    public bool IsAsAtStart => JsonNode.DeepEquals(Settings(State), Settings(_initial));

    /// <summary>Completes at the next change.</summary>
    public Task Changed
    {
        get
        {
            lock (_one)
                return _changed.Task;
        }
    }

    /// <summary>Carries a request out, each key once, and answers it in its own form (JSON or MessagePack).</summary>
    public byte[] Answer(byte[] request)
    {
        var packed = request.Length > 0 && request[0] != '{';
        var reply = Reply(request, packed).ToJsonString();
        return packed ? MessagePackSerializer.ConvertFromJson(reply) : Encoding.UTF8.GetBytes(reply);
    }

    private JsonObject Reply(byte[] request, bool packed)
    {
        var key = "";
        try
        {
            if (request.Length > MaxRequestBytes)
                throw new FormatException($"a request of {request.Length} bytes; at most {MaxRequestBytes}");
            using var document = JsonDocument.Parse(
                packed ? MessagePackSerializer.ConvertToJson(request, Untrusted) : Encoding.UTF8.GetString(request)
            );
            var map = document.RootElement;
            key = Text(map, "key");
            if (!map.TryGetProperty("v", out var v) || v.ValueKind != JsonValueKind.Number || v.GetDouble() != 1)
                throw new FormatException("v must be 1");
            return Text(map, "type") switch
            {
                "read" => Ok(key, repeated: false),
                "action" => Act(key, map),
                var type => throw new FormatException($"type '{type}' is not read or action"),
            };
        }
        catch (Exception e)
            when (e
                    is FormatException
                        or JsonException
                        or MessagePackSerializationException
                        or EndOfStreamException
                        or InvalidOperationException
            )
        {
            return new JsonObject
            {
                ["v"] = 1,
                ["key"] = key,
                ["ok"] = false,
                ["error"] = e.Message,
            };
        }
    }

    private static string Text(JsonElement map, string name) =>
        map.ValueKind == JsonValueKind.Object
        && map.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.String
        && value.GetString() is { Length: > 0 and <= 500 } text
            ? text
            : throw new FormatException($"{name} is not a text");

    private JsonObject Act(string key, JsonElement map)
    {
        TaskCompletionSource changed;
        lock (_one)
        {
            if (_done.Contains(key))
                return Ok(key, repeated: true);
            _state = ChangeReader.Apply(_state, map.TryGetProperty("change", out var change) ? change : default);
            Remember(key);
            (changed, _changed) = (_changed, New());
        }

        changed.SetResult();
        say(
            $"microscope: {(map.TryGetProperty("rule", out var rule) ? rule : "")} changes {map.GetProperty("change").GetRawText()} ({key})"
        );
        return Ok(key, repeated: false);
    }

    private void Remember(string key)
    {
        _done.Add(key);
        _oldest.Enqueue(key);
        if (_oldest.Count > MaxKeys)
            _done.Remove(_oldest.Dequeue());
    }

    private JsonObject Ok(string key, bool repeated) =>
        new()
        {
            ["v"] = 1,
            ["key"] = key,
            ["ok"] = true,
            ["repeated"] = repeated,
            ["settings"] = Settings(State),
        };

    private static JsonObject Settings(MicroscopeState state) =>
        new()
        {
            ["interval_s"] = state.IntervalSeconds,
            ["power_percent"] = state.PowerPercent,
            ["exposure_ms"] = state.ExposureMilliseconds,
            ["stage_um"] = Array(state.StageMicrometres),
            ["region_um"] = new JsonObject
            {
                ["origin"] = Array(state.RegionOriginMicrometres),
                ["size"] = Array(state.RegionSizeMicrometres),
            },
            ["extras"] = new JsonObject(state.Extras.Select(e => KeyValuePair.Create(e.Key, (JsonNode?)JsonValue.Create(e.Value)))),
        };

    private static JsonArray Array(double[] point) => [point[0], point[1], point[2]];

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
