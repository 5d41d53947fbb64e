using Seatrial.Seeding.Checks;

namespace Seatrial.Seeding.Values;

/// <summary>Leaves out some values.</summary>
/// <param name="inner">Makes the others.</param>
/// <param name="share">How many are left out, 0 to 1.</param>
internal sealed class NullableMaker(IValueMaker inner, double share) : IBoundedMaker
{
    public CellValue Make(ref CellRandom random) => random.Happens(share) ? CellValue.Null : inner.Make(ref random);

    public CellValue Make(ref CellRandom random, in CellInterval bounds) =>
        random.Happens(share) ? CellValue.Null : inner is IBoundedMaker bounded ? bounded.Make(ref random, bounds) : inner.Make(ref random);
}
