using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Seatrial.Seeding.Schema;
using Seatrial.Seeding.Values;

namespace Seatrial.Seeding.Checks;

/// <summary>
/// A value while a check is evaluated: null, <see cref="bool"/>, <see cref="decimal"/>, <see cref="string"/>,
/// <see cref="Moment"/>, <see cref="Day"/>, <see cref="Clock"/>, <see cref="Span"/>, <see cref="JsonElement"/>,
/// a list of these, or <see cref="Unknown"/> for what is not evaluated here.
/// </summary>
internal static class Datum
{
    /// <summary>What is not evaluated here: neither true nor false nor null.</summary>
    public static object Unknown { get; } = new();

    /// <summary>A value of a row.</summary>
    public static object? Of(in CellValue value, DataType plain)
    {
        switch (value.Kind)
        {
            case CellKind.Null:
                return null;
            case CellKind.Boolean:
                return value.Truth;
            case CellKind.Integer:
                return (decimal)value.Number;
            case CellKind.Decimal:
                return value.Decimal + 0.0m;
            case CellKind.Double:
                return Math.Abs(value.Double) < 7e27 ? (decimal)value.Double + 0.0m : Unknown;
            case CellKind.Text:
                return DataTypes.IsPadded(plain) ? value.Text.TrimEnd(' ') : value.Text;
            case CellKind.Timestamp:
                return new Moment(value.Number);
            case CellKind.Date:
                return new Day(value.Number);
            case CellKind.Time:
                return new Clock(value.Number);
            case CellKind.Literal:
                return Literal(value.Text, plain);
            default:
                return Unknown;
        }
    }

    /// <summary>Where a value lies on the axis of its type; null for what has no place.</summary>
    public static decimal? Place(object? value) => value switch
    {
        decimal number => number,
        Moment moment => moment.Microseconds,
        Day day => day.Number,
        Clock clock => clock.Microseconds,
        Span span => span.Months is 0 ? span.Microseconds : (span.Months * 30m * CellAxis.Day) + span.Microseconds,
        _ => null,
    };

    /// <summary>A value for a cell of a type; null for no value, and for one that the type does not take.</summary>
    public static CellValue? Cell(object? value, DataType plain)
    {
        if (value is null)
        {
            return CellValue.Null;
        }

        if (plain is DataType.Scalar scalar)
        {
            return (scalar.Kind, value) switch
            {
                (ScalarKind.Boolean, bool truth) => CellValue.Of(truth),
                (ScalarKind.Integer, decimal number) when Math.Abs(number) < long.MaxValue => CellValue.Of((long)Math.Round(number, MidpointRounding.AwayFromZero)),
                (ScalarKind.Decimal, decimal number) => CellValue.Of(scalar.Scale is >= 0 and <= 28 and var scale ? Math.Round(number, scale, MidpointRounding.AwayFromZero) : number),
                (ScalarKind.Money, decimal number) => CellValue.Literal(Math.Round(number, 2, MidpointRounding.AwayFromZero).ToString(CultureInfo.InvariantCulture)),
                (ScalarKind.Float, decimal number) => CellValue.Of((double)number),
                (ScalarKind.Text, string text) => scalar.Length is { } length && text.Length > length ? null : CellValue.Of(text),
                (ScalarKind.Date, Day day) => CellValue.Date(day.Number),
                (ScalarKind.Date, Moment moment) => CellValue.Date((long)Math.Floor((decimal)moment.Microseconds / CellAxis.Day)),
                (ScalarKind.Timestamp or ScalarKind.TimestampWithZone, Moment moment) => CellValue.Timestamp(moment.Microseconds),
                (ScalarKind.Timestamp or ScalarKind.TimestampWithZone, Day day) => CellValue.Timestamp(day.Number * CellAxis.Day),
                (ScalarKind.Time, Clock clock) => CellValue.Time(clock.Microseconds),
                (ScalarKind.TimeWithZone, Clock clock) => CellValue.Literal(Grid.Clock(clock.Microseconds) + "+00"),
                (ScalarKind.Interval, Span { Months: 0 } span) => CellValue.Literal(Grid.Span(span.Microseconds)),
                (ScalarKind.Uuid or ScalarKind.Bits or ScalarKind.Network, string text) => CellValue.Literal(text),
                (ScalarKind.Text or ScalarKind.Boolean or ScalarKind.Integer or ScalarKind.Decimal or ScalarKind.Date or ScalarKind.Timestamp or ScalarKind.TimestampWithZone, _) => null,
                (_, string text) => CellValue.Literal(text),
                _ => null,
            };
        }

        return value is string label ? CellValue.Literal(label) : null;
    }

    /// <summary>A length of time as the engine writes it; null when it is none.</summary>
    public static Span? ReadSpan(string text)
    {
        decimal months = 0, microseconds = 0;
        string[] words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        for (int i = 0; i < words.Length; i++)
        {
            string word = words[i];
            if (word.Contains(':', StringComparison.Ordinal))
            {
                bool isMinus = word[0] == '-';
                if (!TimeSpan.TryParse(word.TrimStart('-', '+'), CultureInfo.InvariantCulture, out TimeSpan clock))
                {
                    string[] parts = word.TrimStart('-', '+').Split(':');
                    if (parts.Length < 2 || !long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out long hours) || !long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out long minutes) || hours > 1_000_000)
                    {
                        return null;
                    }

                    clock = TimeSpan.FromMinutes((hours * 60) + minutes);
                }

                microseconds += clock.Ticks / 10 * (isMinus ? -1 : 1);
            }
            else if (i + 1 < words.Length && decimal.TryParse(word, NumberStyles.Number, CultureInfo.InvariantCulture, out decimal count) && Math.Abs(count) < 1_000_000_000)
            {
                i++;
                switch (words[i].TrimEnd('s').ToLowerInvariant())
                {
                    case "year" or "yr" or "y": months += count * 12; break;
                    case "mon" or "month": months += count; break;
                    case "week": microseconds += count * 7 * CellAxis.Day; break;
                    case "day" or "d": microseconds += count * CellAxis.Day; break;
                    case "hour" or "hr" or "h": microseconds += count * CellAxis.Hour; break;
                    case "minute" or "min" or "m": microseconds += count * 60 * CellAxis.Second; break;
                    case "second" or "sec" or "": microseconds += count * CellAxis.Second; break;
                    default: return null;
                }
            }
            else
            {
                return null;
            }
        }

        return months == decimal.Truncate(months) && Math.Abs(months) < 120_000 && Math.Abs(microseconds) < 1e18m ? new Span((int)months, (long)microseconds) : null;
    }

    private static object? Literal(string text, DataType plain)
    {
        switch (plain)
        {
            case DataType.Array array:
                return ArrayText.Read(text) is { } items ? items.Select(i => i is null ? null : Typed(i, array.Element)).ToList() : Unknown;
            case DataType.Scalar scalar:
                return Typed(text, scalar);
            case DataType.Named:
                return text;
            default:
                return Unknown;
        }
    }

    private static object? Typed(string text, DataType type) => type is not DataType.Scalar scalar ? text : scalar.Kind switch
    {
        ScalarKind.Json => Casts.Json(text),
        ScalarKind.Interval => ReadSpan(text) is { } span ? span : Unknown,
        ScalarKind.Money or ScalarKind.Decimal or ScalarKind.Integer or ScalarKind.Float => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number) ? number : Unknown,
        ScalarKind.Boolean => text is "t" or "true",
        ScalarKind.Text or ScalarKind.Uuid or ScalarKind.Bits or ScalarKind.Other => text,
        ScalarKind.TimeWithZone => TimeOnly.TryParse(text.Split('+')[0], CultureInfo.InvariantCulture, out TimeOnly clock) ? new Clock(clock.Ticks / 10) : Unknown,
        _ => Unknown,
    };

    /// <summary>A moment: with or without zone, which is UTC.</summary>
    [StructLayout(LayoutKind.Auto)]
    internal readonly record struct Moment(long Microseconds);

    [StructLayout(LayoutKind.Auto)]
    internal readonly record struct Day(long Number);

    [StructLayout(LayoutKind.Auto)]
    internal readonly record struct Clock(long Microseconds);

    [StructLayout(LayoutKind.Auto)]
    internal readonly record struct Span(int Months, long Microseconds);
}
