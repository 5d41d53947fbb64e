namespace Seatrial.Seeding.Planning;

/// <summary>The digit of a number in which all rows differ.</summary>
/// <param name="digit">The digit.</param>
internal sealed class DigitChoice(Func<long, long> digit) : ParentChoice
{
    public override long ParentOf(long row) => digit(row);
}
