namespace Seatrial.Seeding.Planning;

/// <summary>Which row of another table a row points at, by its number alone.</summary>
internal abstract class ParentChoice
{
    /// <summary>The number of the row pointed at, or -1.</summary>
    public abstract long ParentOf(long row);
}
