using Seatrial.Seeding.Values;

namespace Seatrial.Seeding.Planning;

/// <summary>No two rows point at the same.</summary>
/// <param name="parents">How many rows can be pointed at: at least <paramref name="children"/>.</param>
/// <param name="children">How many rows point.</param>
/// <param name="rows">How many rows there are.</param>
/// <param name="key">In which order.</param>
internal sealed class SingleChoice(long parents, long children, long rows, CellKey key) : ParentChoice
{
    private readonly Permutation _rows = new(rows, key);
    private readonly Permutation _parents = new(parents, key, of: 1);

    public override long ParentOf(long row)
    {
        long slot = _rows.At(row);
        return slot >= children ? -1 : _parents.At(slot);
    }
}
