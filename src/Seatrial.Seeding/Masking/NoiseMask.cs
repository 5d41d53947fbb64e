using System.Globalization;
using Seatrial.Core;
using Seatrial.Seeding.Values;

namespace Seatrial.Seeding.Masking;

/// <summary>A number or a day near the one that was there; the same value is moved the same way.</summary>
/// <param name="hash">The domain.</param>
/// <param name="share">Of a number, at most this share of it.</param>
/// <param name="days">Of a date, at most so many days.</param>
/// <param name="digits">How many digits stand behind the point of a number; null for as many as are there.</param>
internal sealed class NoiseMask(DomainHash hash, decimal? share, int? days, int? digits) : IColumnMask
{
    public double Bits => 0;

    public bool IsCaseSafe => false;

    public string? Mask(string value)
    {
        CellRandom random = hash.Draws(value);
        if (days is { } most)
        {
            if (value.Length < 10 || !DateOnly.TryParseExact(value.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day) || value.EndsWith("BC", StringComparison.Ordinal))
            {
                throw new SeatrialException("seed-mask-value", "a value is no date between the years 1 and 9999");
            }

            int moved = (int)random.Below(2L * most);
            int by = moved < most ? moved - most : moved - most + 1;
            int number = Math.Clamp(day.DayNumber + by, DateOnly.MinValue.DayNumber, DateOnly.MaxValue.DayNumber);
            return string.Concat(DateOnly.FromDayNumber(number).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), value.AsSpan(10));
        }

        if (!decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal real))
        {
            throw new SeatrialException("seed-mask-value", "a value is no number of at most 28 digits");
        }

        int point = value.IndexOf('.', StringComparison.Ordinal);
        int kept = Math.Min(28, digits ?? (point < 0 ? 0 : value.Length - point - 1));
        decimal factor = 1 + (share!.Value * (decimal)((random.NextDouble() * 2) - 1));
        return Math.Round(real * factor, kept).ToString(CultureInfo.InvariantCulture);
    }

    public void Dispose() => hash.Dispose();
}
