using System.Globalization;
using Seatrial.Seeding.Schema;

namespace Seatrial.Seeding.Values;

/// <summary>Values from the way the engine writes them.</summary>
internal static class CellText
{
    /// <summary>A value of a type; null when the text is none.</summary>
    public static CellValue Read(DatabaseSchema schema, DataType type, string text)
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        if (DataTypes.Plain(schema, type) is not DataType.Scalar scalar)
        {
            return CellValue.Literal(text);
        }

        switch (scalar.Kind)
        {
            case ScalarKind.Boolean:
                return text is "t" or "true" ? CellValue.Of(true) : text is "f" or "false" ? CellValue.Of(false) : CellValue.Null;
            case ScalarKind.Integer:
                return decimal.TryParse(text, NumberStyles.Float, culture, out decimal whole) && whole == decimal.Truncate(whole) && Math.Abs(whole) < long.MaxValue ? CellValue.Of((long)whole) : CellValue.Null;
            case ScalarKind.Decimal:
                return decimal.TryParse(text, NumberStyles.Float, culture, out decimal number) ? CellValue.Of(number) : CellValue.Null;
            case ScalarKind.Float:
                return double.TryParse(text, NumberStyles.Float, culture, out double real) ? CellValue.Of(real) : CellValue.Null;
            case ScalarKind.Date:
                return DateOnly.TryParseExact(text, "yyyy-MM-dd", culture, DateTimeStyles.None, out DateOnly day) ? CellValue.Date(day.DayNumber - 719162) : CellValue.Null;
            case ScalarKind.Timestamp or ScalarKind.TimestampWithZone:
                return DateTimeOffset.TryParse(text, culture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset moment)
                    ? CellValue.Timestamp((moment.UtcTicks - DateTime.UnixEpoch.Ticks) / 10)
                    : CellValue.Null;
            case ScalarKind.Time:
                return TimeOnly.TryParse(text, culture, out TimeOnly time) ? CellValue.Time(time.Ticks / 10) : CellValue.Null;
            case ScalarKind.Text:
                return CellValue.Of(scalar.IsPadded ? text.TrimEnd(' ') : text);
            case ScalarKind.Blob:
                return text.StartsWith("\\x", StringComparison.Ordinal) && text.Length % 2 == 0 && text[2..].All(char.IsAsciiHexDigit) ? CellValue.Of(Convert.FromHexString(text.AsSpan(2))) : CellValue.Null;
            default:
                return CellValue.Literal(text);
        }
    }
}
