using Seatrial.Seeding.Planning;

namespace Seatrial.Seeding.Values;

/// <summary>Makes values by number: a number of its own for each.</summary>
internal sealed class CountedMaker : IUniqueMaker
{
    private readonly Func<UInt128, CellValue> _make;
    private readonly Permutation? _order;

    /// <param name="capacity">How many values there are.</param>
    /// <param name="make">The value of a number below that.</param>
    /// <param name="key">In which order numbers are taken, so that values in a row do not look so; null for their own.</param>
    public CountedMaker(UInt128 capacity, Func<UInt128, CellValue> make, CellKey? key = null)
    {
        Capacity = capacity;
        _make = make;
        if (key is { } of && capacity > UInt128.One)
        {
            _order = new((long)UInt128.Min(capacity, (UInt128)(1L << 60)), of);
        }
    }

    public UInt128 Capacity { get; }

    public CellValue At(UInt128 index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Capacity);
        return _make(_order is not null && index < (UInt128)_order.Count ? (UInt128)_order.At((long)index) : index);
    }
}
