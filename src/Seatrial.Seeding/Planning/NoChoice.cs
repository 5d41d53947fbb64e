namespace Seatrial.Seeding.Planning;

/// <summary>None.</summary>
internal sealed class NoChoice : ParentChoice
{
    public static NoChoice Instance { get; } = new();

    public override long ParentOf(long row) => -1;
}
