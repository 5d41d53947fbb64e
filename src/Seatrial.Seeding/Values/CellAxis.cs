using System.Globalization;

namespace Seatrial.Seeding.Values;

/// <summary>Where a value lies among others of its type, as a number.</summary>
internal static class CellAxis
{
    /// <summary>Microseconds.</summary>
    public const long Second = 1_000_000, Hour = 3600 * Second, Day = 24 * Hour;

    /// <summary>Where a value lies; null for values that are no numbers and no times.</summary>
    public static decimal? Of(in CellValue value) => value.Kind switch
    {
        CellKind.Integer or CellKind.Timestamp or CellKind.Date or CellKind.Time => value.Number,
        CellKind.Decimal => value.Decimal,
        CellKind.Double when Math.Abs(value.Double) < 1e28 => (decimal)value.Double,
        CellKind.Literal when decimal.TryParse(value.Text, NumberStyles.Number & ~NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out decimal number) => number,
        _ => null,
    };
}
