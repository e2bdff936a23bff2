namespace Cellect.Model.Networks.Cellect2025;

/// <summary>A tensor as a view of a storage; every value of it lies inside.</summary>
/// <param name="Storage">Where the values lie.</param>
/// <param name="Offset">First value.</param>
/// <param name="Shape">Extents.</param>
/// <param name="Stride">Values from one index to the next, each axis.</param>
/// <param name="Count">Product of the extents.</param>
internal sealed record PickleTensor(PickleStorage Storage, long Offset, long[] Shape, long[] Stride, long Count)
{
    private const int MaxRank = 8;

    /// <summary>True when the values lie one after the other in C order.</summary>
    public bool IsContiguous
    {
        get
        {
            long expected = 1;
            for (var axis = Shape.Length - 1; axis >= 0; axis--)
            {
                if (Shape[axis] != 1 && Stride[axis] != expected)
                    return false;
                expected *= Shape[axis];
            }

            return true;
        }
    }

    /// <summary>Reads (storage, offset, size, stride, requires gradient, hooks).</summary>
    /// <exception cref="InvalidDataException">It is something else, or reaches outside its storage.</exception>
    public static PickleTensor From(object[] arguments)
    {
        if (
            arguments is not [PickleStorage storage, long offset, object[] size, object[] stride, bool, PickleDictionary { Items.Count: 0 }]
        )
            throw new InvalidDataException(
                $"its pickle describes a tensor by {string.Join(", ", arguments.Select(PickleGlobals.Describe))}; "
                    + "needed are a storage, offset, size, stride, a truth value and no hooks"
            );
        var (shape, strides) = (Integers(size), Integers(stride));
        if (shape.Length > MaxRank || shape.Length != strides.Length)
            throw new InvalidDataException(
                $"its pickle describes a tensor of {shape.Length} axes with {strides.Length} strides; at most {MaxRank}, as many of both"
            );
        return new PickleTensor(storage, offset, shape, strides, Check(storage, offset, shape, strides));
    }

    private static long[] Integers(object[] values) =>
        Array.ConvertAll(values, v =>
            v is long n and >= 0
                ? n
                : throw new InvalidDataException(
                    $"its pickle describes a tensor with {PickleGlobals.Describe(v)} for an extent or a stride"
                )
        );

    private static long Check(PickleStorage storage, long offset, long[] shape, long[] strides)
    {
        try
        {
            long count = 1,
                last = offset;
            for (var axis = 0; axis < shape.Length; axis++)
                (count, last) = checked((count * shape[axis], last + Math.Max(0, shape[axis] - 1) * strides[axis]));
            if (offset >= 0 && count <= storage.Count && (count == 0 || last < storage.Count))
                return count;
        }
        catch (OverflowException)
        {
            // As much too large as can be: said below.
        }

        throw new InvalidDataException(
            $"its pickle describes a tensor [{string.Join(", ", shape)}] with strides [{string.Join(", ", strides)}] "
                + $"from {offset}, which does not fit its storage of {storage.Count} values"
        );
    }
}
