namespace Seatrial.Seeding.Values;

/// <summary>Makes always the same.</summary>
internal sealed class ConstantMaker(CellValue value) : IValueMaker
{
    public static ConstantMaker Null { get; } = new(CellValue.Null);

    public CellValue Make(ref CellRandom random) => value;
}
