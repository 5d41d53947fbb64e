namespace Seatrial.Seeding.Values;

/// <summary>Makes values of one kind or of another.</summary>
/// <param name="one">Makes some.</param>
/// <param name="other">Makes the others.</param>
/// <param name="share">How many are of the first kind, 0 to 1.</param>
internal sealed class EitherMaker(IValueMaker one, IValueMaker other, double share) : IValueMaker
{
    public CellValue Make(ref CellRandom random) => random.Happens(share) ? one.Make(ref random) : other.Make(ref random);
}
