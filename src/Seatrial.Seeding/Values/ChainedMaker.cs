namespace Seatrial.Seeding.Values;

/// <summary>Makes values by one maker after the other: those of one are none of another.</summary>
internal sealed class ChainedMaker(IReadOnlyList<IUniqueMaker> makers) : IUniqueMaker
{
    public UInt128 Capacity { get; } = makers.Aggregate(UInt128.Zero, static (sum, m) => UInt128.MaxValue - sum < m.Capacity ? UInt128.MaxValue : sum + m.Capacity);

    public CellValue At(UInt128 index)
    {
        foreach (IUniqueMaker maker in makers)
        {
            if (index < maker.Capacity)
            {
                return maker.At(index);
            }

            index -= maker.Capacity;
        }

        throw new ArgumentOutOfRangeException(nameof(index));
    }
}
