using System.Buffers;
using System.Globalization;
using System.Text;

namespace Seatrial.Seeding.Values;

/// <summary>Values as PostgreSQL writes them within others: lists, composites and ranges.</summary>
internal static class LiteralText
{
    private static readonly SearchValues<char> SpecialInArrays = SearchValues.Create("{},\"\\"), Special = SearchValues.Create("()[],\"\\");

    /// <summary>A value as the engine reads it; null for no value.</summary>
    public static string? Of(in CellValue value) => value.Kind switch
    {
        CellKind.Null => null,
        CellKind.Boolean => value.Truth ? "t" : "f",
        CellKind.Bytes => "\\x" + Convert.ToHexStringLower(value.Bytes),
        CellKind.Timestamp => DateTime.UnixEpoch.AddTicks(value.Number * 10).ToString("yyyy-MM-dd HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture) + "+00",
        CellKind.Time => Grid.Clock(value.Number),
        _ => value.ToString(),
    };

    /// <summary>A list.</summary>
    public static string Array(IEnumerable<CellValue> items)
    {
        StringBuilder text = new("{");
        foreach (CellValue item in items)
        {
            if (text.Length > 1)
            {
                text.Append(',');
            }

            string? plain = Of(item);
            text.Append(plain is null ? "NULL" : NeedsQuotesInArray(plain) ? Backslashed(plain) : plain);
        }

        return text.Append('}').ToString();
    }

    /// <summary>A composite.</summary>
    public static string Row(IEnumerable<CellValue> attributes)
    {
        StringBuilder text = new("(");
        bool isFirst = true;
        foreach (CellValue attribute in attributes)
        {
            if (!isFirst)
            {
                text.Append(',');
            }

            isFirst = false;
            string? plain = Of(attribute);
            text.Append(plain is null ? string.Empty : NeedsQuotes(plain) ? Doubled(plain) : plain);
        }

        return text.Append(')').ToString();
    }

    /// <summary>A range with its low end in it and its high end not.</summary>
    public static string Range(in CellValue low, in CellValue high) => $"[{End(low)},{End(high)})";

    private static string End(in CellValue value)
    {
        string? plain = Of(value);
        return plain is null ? string.Empty : NeedsQuotes(plain) ? Doubled(plain) : plain;
    }

    private static bool NeedsQuotesInArray(string text) =>
        text.Length == 0 || text.Equals("null", StringComparison.OrdinalIgnoreCase) || text.AsSpan().ContainsAny(SpecialInArrays) || text.Any(char.IsWhiteSpace);

    private static bool NeedsQuotes(string text) => text.Length == 0 || text.AsSpan().ContainsAny(Special) || text.Any(char.IsWhiteSpace);

    private static string Backslashed(string text) =>
        $"\"{text.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static string Doubled(string text) =>
        $"\"{text.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
