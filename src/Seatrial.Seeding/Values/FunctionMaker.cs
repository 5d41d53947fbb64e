namespace Seatrial.Seeding.Values;

/// <summary>Makes values by a function of the draws.</summary>
internal sealed class FunctionMaker(FunctionMaker.Function make) : IValueMaker
{
    internal delegate CellValue Function(ref CellRandom random);

    public CellValue Make(ref CellRandom random) => make(ref random);
}
