using System.Globalization;
using Seatrial.Core;
using Seatrial.Project.Masking;

namespace Seatrial.Seeding.Masking;

/// <summary>Less of a value: the year of a date, the bucket of a number, the beginning of a text.</summary>
/// <param name="grain">What of it.</param>
/// <param name="size">The width of a bucket, or the length of a prefix.</param>
internal sealed class CoarseMask(MaskGrain grain, decimal size) : IColumnMask
{
    public double Bits => 0;

    public bool IsCaseSafe => false;

    public string? Mask(string value)
    {
        switch (grain)
        {
            case MaskGrain.Prefix:
                return TextCut.To(value, (int)size);
            case MaskGrain.Bucket:
                return decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number)
                    ? (Math.Floor(number / size) * size).ToString(CultureInfo.InvariantCulture)
                    : throw new SeatrialException("seed-mask-value", "a value is no number, and cannot be put into a bucket");
            default:
                // 2021-08-05, 2021-08-05 12:30:00+02: what stands behind the day goes.
                return value.Length >= 10 && value[4] == '-' && value[7] == '-' && char.IsAsciiDigit(value[0]) && !value.EndsWith("BC", StringComparison.Ordinal)
                    ? string.Concat(value.AsSpan(0, grain == MaskGrain.Year ? 4 : 7), grain == MaskGrain.Year ? "-01-01" : "-01")
                    : throw new SeatrialException("seed-mask-value", "a value is no date between the years 1 and 9999");
        }
    }

    public void Dispose()
    {
    }
}
