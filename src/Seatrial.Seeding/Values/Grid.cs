using System.Globalization;
using Seatrial.Seeding.Checks;

namespace Seatrial.Seeding.Values;

/// <summary>Values that are multiples of a step: all numbers and times are, with the digits their type keeps.</summary>
/// <param name="Kind">What they are.</param>
/// <param name="Step">The distance from one to the next, on the axis of the type.</param>
/// <param name="Limits">Where the type and its checks let them lie.</param>
internal sealed record Grid(GridKind Kind, decimal Step, CellInterval Limits)
{
    private const decimal Most = 4_000_000_000_000_000_000;

    private readonly int _scale = Scale(Step);

    /// <summary>The number of the first value at or above the low end; of the type's own where there is none.</summary>
    public long First(in CellInterval bounds)
    {
        CellInterval both = bounds.And(Limits);
        if (both.Low is not { } low)
        {
            return (long)-Most;
        }

        decimal places = Divide(low);
        decimal first = Math.Ceiling(places);
        return (long)Math.Clamp(both.LowIsOpen && first == places ? first + 1 : first, -Most, Most);
    }

    /// <summary>The number of the last value at or below the high end.</summary>
    public long Last(in CellInterval bounds)
    {
        CellInterval both = bounds.And(Limits);
        if (both.High is not { } high)
        {
            return (long)Most;
        }

        decimal places = Divide(high);
        decimal last = Math.Floor(places);
        return (long)Math.Clamp(both.HighIsOpen && last == places ? last - 1 : last, -Most, Most);
    }

    /// <summary>The value of a number.</summary>
    public CellValue At(long number)
    {
        switch (Kind)
        {
            case GridKind.Integer:
                return CellValue.Of((long)(number * Step));
            case GridKind.Date:
                return CellValue.Date((long)(number * Step));
            case GridKind.Timestamp:
                return CellValue.Timestamp((long)(number * Step));
            case GridKind.Time:
                return CellValue.Time((long)(number * Step));
            case GridKind.TimeWithZone:
                return CellValue.Literal(Clock((long)(number * Step)) + "+00");
            case GridKind.Interval:
                return CellValue.Literal(Span((long)(number * Step)));
            case GridKind.Double:
                return CellValue.Of((double)(number * Step));
            default:
                decimal value = decimal.Round(number * Step, _scale);
                return Kind == GridKind.Money ? CellValue.Literal(value.ToString(CultureInfo.InvariantCulture)) : CellValue.Of(value);
        }
    }

    /// <summary>A length of time as the engine writes it.</summary>
    public static string Span(long microseconds)
    {
        (long days, long rest) = Math.DivRem(Math.Abs(microseconds), CellAxis.Day);
        string sign = microseconds < 0 ? "-" : string.Empty;
        string clock = sign + Clock(rest);
        return days == 0 ? clock : string.Create(CultureInfo.InvariantCulture, $"{sign}{days} days {clock}");
    }

    /// <summary>A time of day as the engine writes it.</summary>
    public static string Clock(long microseconds)
    {
        (long seconds, long fraction) = Math.DivRem(microseconds, CellAxis.Second);
        string text = string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:00}:{seconds / 60 % 60:00}:{seconds % 60:00}");
        return fraction == 0 ? text : string.Create(CultureInfo.InvariantCulture, $"{text}.{fraction:000000}").TrimEnd('0');
    }

    private static int Scale(decimal step)
    {
        int scale = (int)step.Scale;
        while (scale > 0 && decimal.Round(step, scale - 1) == step)
        {
            scale--;
        }

        return scale;
    }

    /// <summary>Divides without going over what a decimal holds.</summary>
    private decimal Divide(decimal value) => Step >= 1 || Math.Abs(value) < decimal.MaxValue * Step ? value / Step : value < 0 ? -Most : Most;
}
