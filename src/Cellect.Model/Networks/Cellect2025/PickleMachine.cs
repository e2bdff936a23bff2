using System.Buffers.Binary;
using System.Text;

namespace Cellect.Model.Networks.Cellect2025;

/// <summary>
/// Reads the pickle inside a checkpoint, and nothing more: the instructions that a dictionary of tensors needs, and four globals that stand
/// for data (cellect-reference.md §0). A pickle is a program; whatever else it asks for is refused, and nothing of it is ever run.
/// </summary>
internal ref struct PickleMachine
{
    private const int MaxBytes = 256 << 10;

    private readonly ReadOnlySpan<byte> _program;
    private readonly Stack<object> _stack = new();
    private readonly Dictionary<uint, object> _memo = [];
    private int _at;

    private PickleMachine(ReadOnlySpan<byte> program) => _program = program;

    /// <summary>A place on the stack to which a later instruction goes back.</summary>
    private sealed class Mark;

    private static readonly Mark TheMark = new();

    /// <summary>What the pickle describes: a <see cref="PickleDictionary"/> for a checkpoint.</summary>
    /// <exception cref="InvalidDataException">It holds anything that a checkpoint does not need; the message names what.</exception>
    public static object Read(ReadOnlySpan<byte> program)
    {
        if (program.Length > MaxBytes)
            throw new InvalidDataException($"its pickle has {program.Length} bytes; at most {MaxBytes} are read");
        return new PickleMachine(program).Run();
    }

    private object Run()
    {
        while (true)
        {
            var at = _at;
            var opcode = Byte();
            if (opcode == (byte)'.')
                return _stack.Count == 1 ? Pop() : throw Bad("ends with more or less than one object");
            if (!Push(opcode) && !Build(opcode))
                throw new InvalidDataException(
                    $"its pickle holds the instruction 0x{opcode:x2} at byte {at}, which no checkpoint of this network "
                        + $"needs; nothing was executed"
                );
        }
    }

    /// <summary>Instructions that put one new object on the stack.</summary>
    private bool Push(byte opcode)
    {
        object? value = opcode switch
        {
            (byte)'(' => TheMark,
            (byte)')' => Array.Empty<object>(),
            (byte)'}' => new PickleDictionary(),
            (byte)'J' => (long)BinaryPrimitives.ReadInt32LittleEndian(Bytes(4)),
            (byte)'K' => (long)Byte(),
            (byte)'M' => (long)BinaryPrimitives.ReadUInt16LittleEndian(Bytes(2)),
            (byte)'G' => BinaryPrimitives.ReadDoubleBigEndian(Bytes(8)),
            (byte)'X' => Encoding.UTF8.GetString(Bytes(BinaryPrimitives.ReadUInt32LittleEndian(Bytes(4)))),
            (byte)'c' => PickleGlobals.Find(Line(), Line()),
            (byte)'h' => Recall(Byte()),
            (byte)'j' => Recall(BinaryPrimitives.ReadUInt32LittleEndian(Bytes(4))),
            0x88 => true,
            0x89 => false,
            _ => null,
        };
        if (value is null)
            return false;
        _stack.Push(value);
        return true;
    }

    /// <summary>Instructions that read the stack.</summary>
    private bool Build(byte opcode)
    {
        switch (opcode)
        {
            case 0x80:
                if (Byte() is var protocol and not 2)
                    throw Bad($"is of protocol {protocol}; only 2 is read");
                return true;
            case (byte)'q':
                _memo[Byte()] = Peek();
                return true;
            case (byte)'r':
                _memo[BinaryPrimitives.ReadUInt32LittleEndian(Bytes(4))] = Peek();
                return true;
            case (byte)'t':
                _stack.Push(PopToMark());
                return true;
            case 0x85 or 0x86 or 0x87:
                _stack.Push(PopMany(opcode - 0x84));
                return true;
            case (byte)'Q':
                _stack.Push(PickleStorage.From(Pop()));
                return true;
            case (byte)'R':
                var arguments = Pop() as object[] ?? throw Bad("calls something without a tuple of arguments");
                _stack.Push(PickleGlobals.Call(Pop(), arguments));
                return true;
            case (byte)'s':
                Set(PopMany(2));
                return true;
            case (byte)'u':
                Set(PopToMark());
                return true;
            case (byte)'b':
                // The versions of the modules, set as an attribute: of no use here, and not kept.
                if (Pop() is not PickleDictionary || Peek() is not PickleDictionary)
                    throw Bad("sets attributes of something other than a dictionary");
                return true;
            default:
                return false;
        }
    }

    private void Set(object[] items)
    {
        if (items.Length % 2 != 0 || Peek() is not PickleDictionary target)
            throw Bad("sets items of something that is not a dictionary");
        for (var i = 0; i < items.Length; i += 2)
            target.Add(items[i], items[i + 1]);
    }

    private object[] PopToMark()
    {
        var items = new List<object>();
        while (Take() is var item && item is not Mark)
            items.Add(item);
        items.Reverse();
        return [.. items];
    }

    private object[] PopMany(int count)
    {
        var items = new object[count];
        while (count > 0)
            items[--count] = Pop();
        return items;
    }

    private object Pop() => Take() is var top && top is not Mark ? top : throw Bad("takes a mark for an object");

    private object Take() => _stack.TryPop(out var top) ? top : throw Bad("takes from an empty stack");

    private object Peek() => _stack.TryPeek(out var top) && top is not Mark ? top : throw Bad("reads an empty stack");

    private object Recall(uint index) =>
        _memo.TryGetValue(index, out var value) ? value : throw Bad($"recalls object {index}, which it has not kept");

    private byte Byte() => Bytes(1)[0];

    private ReadOnlySpan<byte> Bytes(uint count)
    {
        if (count > _program.Length - _at)
            throw Bad("ends in the middle of an instruction");
        _at += (int)count;
        return _program.Slice(_at - (int)count, (int)count);
    }

    private string Line()
    {
        var length = _program[_at..].IndexOf((byte)'\n');
        if (length < 0)
            throw Bad("ends in the middle of a name");
        var line = Encoding.UTF8.GetString(Bytes((uint)length));
        _at++;
        return line;
    }

    private static InvalidDataException Bad(string what) => new($"its pickle is damaged: it {what}");
}
