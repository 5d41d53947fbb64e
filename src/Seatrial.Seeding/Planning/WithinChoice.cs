using Seatrial.Seeding.Values;

namespace Seatrial.Seeding.Planning;

/// <summary>Among the rows of one parent, no two point at the same of another table; with several such tables, not at the same of all.</summary>
/// <param name="first">Who shares a parent.</param>
/// <param name="stride">How many combinations come before the next row of this table.</param>
/// <param name="parents">How many rows of it there are.</param>
/// <param name="combinations">How many combinations of rows there are in all.</param>
/// <param name="key">In which order.</param>
/// <param name="isDistinct">Whether none may be the shared parent itself.</param>
internal sealed class WithinChoice(FannedChoice first, long stride, long parents, long combinations, CellKey key, bool isDistinct) : ParentChoice
{
    public override long ParentOf(long row)
    {
        long shared = first.ParentOf(row);
        long ordinal = first.OrdinalOf(row) % combinations;
        long parent = new Permutation(combinations, key, shared).At(ordinal) / stride % parents;
        return isDistinct && shared >= 0 && parent >= shared ? parent + 1 : parent;
    }
}
