using Seatrial.Seeding.Checks;

namespace Seatrial.Seeding.Values;

/// <summary>Makes no values of a list: draws again until it has another.</summary>
internal sealed class ExceptMaker(IValueMaker inner, IEnumerable<CellValue> excluded) : IBoundedMaker
{
    private const int Draws = 64;

    private readonly HashSet<CellValue> _excluded = [.. excluded];

    public CellValue Make(ref CellRandom random)
    {
        CellValue value = inner.Make(ref random);
        for (int i = 0; i < Draws && _excluded.Contains(value); i++)
        {
            value = inner.Make(ref random);
        }

        return value;
    }

    public CellValue Make(ref CellRandom random, in CellInterval bounds)
    {
        if (inner is not IBoundedMaker bounded)
        {
            return Make(ref random);
        }

        CellValue value = bounded.Make(ref random, bounds);
        for (int i = 0; i < Draws && _excluded.Contains(value); i++)
        {
            value = bounded.Make(ref random, bounds);
        }

        return value;
    }
}
