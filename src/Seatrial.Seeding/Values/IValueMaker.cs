namespace Seatrial.Seeding.Values;

/// <summary>Makes values that may be the same for many rows.</summary>
internal interface IValueMaker
{
    /// <summary>A value.</summary>
    /// <param name="random">The draws of its cell; the same draws make the same value.</param>
    CellValue Make(ref CellRandom random);
}
