using Seatrial.Seeding.Checks;

namespace Seatrial.Seeding.Values;

/// <summary>Makes values that lie between two ends, which another cell of the row may decide.</summary>
internal interface IBoundedMaker : IValueMaker
{
    /// <summary>A value between two ends; one as near as can be when none lies there.</summary>
    CellValue Make(ref CellRandom random, in CellInterval bounds);
}
