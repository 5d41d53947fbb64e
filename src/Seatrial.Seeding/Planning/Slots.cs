using System.Globalization;
using Seatrial.Seeding.Schema;
using Seatrial.Seeding.Values;

namespace Seatrial.Seeding.Planning;

/// <summary>Stretches of time, or of numbers, of which none meets another: one for each number.</summary>
/// <param name="Kind">Of what.</param>
/// <param name="Part">Which part of the stretch stands in the cell.</param>
/// <param name="Start">Where the first one begins: a day, or a number.</param>
internal sealed record Slots(ScalarKind Kind, SlotPart Part, long Start) : IUniqueMaker
{
    private const long Hour = 3_600_000_000;

    /// <inheritdoc/>
    public UInt128 Capacity => Kind == ScalarKind.Date ? 500_000U : 100_000_000U;

    /// <inheritdoc/>
    /// <remarks>Between two stretches there is as much again, so that none meets another whether its ends belong to it or not.</remarks>
    public CellValue At(UInt128 index)
    {
        long place = (long)index * 2;
        (CellValue low, CellValue high) = Kind switch
        {
            ScalarKind.Date => (CellValue.Date(Start + place), CellValue.Date(Start + place + 1)),
            ScalarKind.Timestamp or ScalarKind.TimestampWithZone => (CellValue.Timestamp((Start * 24 * Hour) + (place * Hour)), CellValue.Timestamp((Start * 24 * Hour) + ((place + 1) * Hour))),
            _ => (CellValue.Of(place + 1), CellValue.Of(place + 2)),
        };
        return Part switch
        {
            SlotPart.Low => low,
            SlotPart.High => high,
            SlotPart.Ranges => CellValue.Literal(string.Create(CultureInfo.InvariantCulture, $"{{[{low},{high})}}")),
            _ => CellValue.Literal(string.Create(CultureInfo.InvariantCulture, $"[{low},{high})")),
        };
    }
}
