namespace Cellect.Model.Networks.Cellect2025;

/// <summary>The four globals that a checkpoint may name. They stand for data; none is ever loaded or run.</summary>
internal static class PickleGlobals
{
    private enum Global
    {
        OrderedDict,
        RebuildTensor,
        FloatStorage,
        LongStorage,
    }

    /// <summary>A global by its name.</summary>
    /// <exception cref="InvalidDataException">It is none of the four.</exception>
    public static object Find(string module, string name) =>
        (module, name) switch
        {
            ("collections", "OrderedDict") => Global.OrderedDict,
            ("torch._utils", "_rebuild_tensor_v2") => Global.RebuildTensor,
            ("torch", "FloatStorage") => Global.FloatStorage,
            ("torch", "LongStorage") => Global.LongStorage,
            _ => throw new InvalidDataException(
                $"its pickle asks for '{Short(module)}.{Short(name)}', which is none of the four names that a "
                    + $"checkpoint of this network needs; nothing was executed"
            ),
        };

    /// <summary>The object that a call of a global stands for.</summary>
    /// <exception cref="InvalidDataException">It cannot be called, or not so.</exception>
    public static object Call(object callee, object[] arguments) =>
        callee switch
        {
            Global.OrderedDict when arguments.Length == 0 => new PickleDictionary(),
            Global.RebuildTensor => PickleTensor.From(arguments),
            _ => throw new InvalidDataException(
                $"its pickle calls {Describe(callee)} with {arguments.Length} arguments; nothing was executed"
            ),
        };

    /// <summary>True for float32, false for int64.</summary>
    /// <exception cref="InvalidDataException">It is no storage.</exception>
    public static bool IsFloat(object global) =>
        global switch
        {
            Global.FloatStorage => true,
            Global.LongStorage => false,
            _ => throw new InvalidDataException($"its pickle names {Describe(global)} where a storage must be"),
        };

    /// <summary>What an object of a pickle is, for people.</summary>
    public static string Describe(object value) =>
        value switch
        {
            string text => $"the text '{Short(text)}'",
            long or double or bool => $"the number {value}",
            object[] items => $"a tuple of {items.Length}",
            PickleDictionary => "a dictionary",
            PickleTensor => "a tensor",
            PickleStorage => "a storage",
            _ => value.ToString()!,
        };

    private static string Short(string text) => text.Length <= 60 ? text : text[..60] + "...";
}
