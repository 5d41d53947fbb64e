using Seatrial.Seeding.Values;

namespace Seatrial.Seeding.Planning;

/// <summary>A row that has the same ancestor as the row that another foreign key points at: of the same tenant, say.</summary>
/// <param name="other">The other foreign key's choice.</param>
/// <param name="ancestorOf">The ancestor of the row it chose.</param>
/// <param name="children">Whose of this table an ancestor's are.</param>
/// <param name="key">Whose draws.</param>
internal sealed class RelatedChoice(ParentChoice other, Func<long, long> ancestorOf, FannedChoice children, CellKey key) : ParentChoice
{
    /// <summary>For rows of the table itself: only rows before its own are pointed at; the first one points at nothing where it may, else at itself.</summary>
    public bool? Earlier { get; init; }

    public override long ParentOf(long row)
    {
        long chosen = other.ParentOf(row);
        long ancestor = chosen < 0 ? -1 : ancestorOf(chosen);
        if (ancestor < 0 || children.CountOf(ancestor) is not (> 0 and var count))
        {
            return -1;
        }

        CellRandom random = key.At(row);
        if (Earlier is { } mayBeNull)
        {
            count = children.OrdinalOf(row);
            if (count == 0)
            {
                return mayBeNull ? -1 : row;
            }
        }

        return children.RowOf(ancestor, random.Below(count));
    }
}
