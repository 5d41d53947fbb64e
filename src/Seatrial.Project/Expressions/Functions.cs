using System.Globalization;
using System.Text;
using System.Text.Json;
using Seatrial.Core.Flows;
using Seatrial.Project.JsonPath;
using Seatrial.Project.Loading;

namespace Seatrial.Project.Expressions;

/// <summary>The functions of expressions.</summary>
internal static class Functions
{
    private static readonly Comparer<JsonElement> NumberOrder = Comparer<JsonElement>.Create(JsonEquality.CompareNumbers);

    /// <summary>How many values each one takes, least and most.</summary>
    public static readonly IReadOnlyDictionary<string, (int Least, int Most)> Arity = new Dictionary<string, (int Least, int Most)>(StringComparer.Ordinal)
    {
        ["uuid"] = (0, 0),
        ["now"] = (0, 1),
        ["date"] = (2, 2),
        ["int"] = (2, 2),
        ["length"] = (1, 1),
        ["upper"] = (1, 1),
        ["lower"] = (1, 1),
        ["trim"] = (1, 1),
        ["replace"] = (3, 3),
        ["substring"] = (2, 3),
        ["base64"] = (1, 1),
        ["urlEncode"] = (1, 1),
        ["json"] = (1, 1),
        ["number"] = (1, 1),
        ["text"] = (1, 1),
        ["raw"] = (1, 1),
        ["round"] = (1, 2),
        ["min"] = (2, 16),
        ["max"] = (2, 16),
    };

    public static JsonElement Call(string name, FlowValue[] given, IFlowScope scope) => name switch
    {
        "uuid" => JsonValues.Text(scope.NextGuid().ToString()),
        "now" => JsonValues.Text(Time(scope.Now + (given.Length == 0 ? TimeSpan.Zero : Offset(given[0])))),
        "date" => JsonValues.Text(Date(given[0]).ToString(given[1].ToText(), CultureInfo.InvariantCulture)),
        "int" => JsonValues.Number(Random(Whole(given[0]), Whole(given[1]), scope.NextGuid())),
        "length" => JsonValues.Number((decimal)Length(given[0].Json)),
        "upper" => JsonValues.Text(given[0].ToText().ToUpperInvariant()),
        "lower" => JsonValues.Text(given[0].ToText().ToLowerInvariant()),
        "trim" => JsonValues.Text(given[0].ToText().Trim()),
        "replace" => JsonValues.Text(Replace(given[0].ToText(), given[1].ToText(), given[2].ToText())),
        "substring" => JsonValues.Text(Substring(given)),
        "base64" => JsonValues.Text(Convert.ToBase64String(Encoding.UTF8.GetBytes(given[0].ToText()))),
        "urlEncode" => JsonValues.Text(Uri.EscapeDataString(given[0].ToText())),
        "json" => JsonValues.Text(JsonValues.Compact(given[0].Json)),
        "number" => ParseNumber(given[0]),
        "text" or "raw" => JsonValues.Text(given[0].ToText()),
        "round" => Numbers.Round(given[0], given.Length > 1 ? (int)Math.Clamp(Whole(given[1]), 0, 28) : 0),
        "min" => given.MinBy(Ordered, NumberOrder)!.Json,
        "max" => given.MaxBy(Ordered, NumberOrder)!.Json,
        _ => throw new FormatException($"there is no function `{name}`"),
    };

    internal static string Describe(FlowValue value) => value.Json.ValueKind switch
    {
        JsonValueKind.Undefined => "nothing",
        JsonValueKind.String => "a text",
        JsonValueKind.Array => "a list",
        JsonValueKind.Object => "a map",
        JsonValueKind.True or JsonValueKind.False => "a boolean",
        JsonValueKind.Null => "null",
        _ => "a number",
    };

    private static JsonElement Ordered(FlowValue value) => Numbers.Require(value).Json;

    private static long Whole(FlowValue value)
    {
        return Numbers.TryExact(value, out decimal number) && number == decimal.Truncate(number) && Math.Abs(number) < long.MaxValue
            ? (long)number : throw new FormatException($"{value} is not a whole number");
    }

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    private static TimeSpan Offset(FlowValue value)
    {
        string text = value.ToText();
        bool isBack = text.StartsWith('-');
        return Durations.TryParse(text.TrimStart('+', '-'), out TimeSpan offset)
            ? isBack ? -offset : offset
            : throw new FormatException($"`{value}` is not an offset such as '+2h' or '-30s'");
    }

    private static DateTimeOffset Date(FlowValue value) =>
        DateTimeOffset.TryParse(value.ToText(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset date)
            ? date
            : throw new FormatException($"`{value}` is not a date");

    private static decimal Random(long least, long most, Guid random)
    {
        if (most < least)
        {
            throw new FormatException("int(least, most) has no number to choose from: least is above most");
        }

        Span<byte> bytes = stackalloc byte[16];
        random.TryWriteBytes(bytes);

        // Some bits of a GUID are always the same; a hash of it has none of these.
        Span<byte> hash = stackalloc byte[System.Security.Cryptography.SHA256.HashSizeInBytes];
        System.Security.Cryptography.SHA256.HashData(bytes, hash);
        UInt128 range = (UInt128)((Int128)most - least + 1);
        return least + (decimal)(System.Buffers.Binary.BinaryPrimitives.ReadUInt64LittleEndian(hash) % range);
    }

    private static int Length(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!.EnumerateRunes().Count(),
        JsonValueKind.Array => value.GetArrayLength(),
        JsonValueKind.Object => value.GetPropertyCount(),
        _ => throw new FormatException("only texts, lists and maps have a length"),
    };

    private static string Replace(string text, string what, string with) =>
        what.Length == 0 ? throw new FormatException("replace needs something to look for") : text.Replace(what, with, StringComparison.Ordinal);

    private static string Substring(FlowValue[] given)
    {
        string text = given[0].ToText();
        int from = (int)Math.Clamp(Whole(given[1]), 0, text.Length);
        int length = given.Length > 2 ? (int)Math.Clamp(Whole(given[2]), 0, text.Length - from) : text.Length - from;
        return text.Substring(from, length);
    }

    private static JsonElement ParseNumber(FlowValue value)
    {
        string text = value.ToText().Trim();
        if (decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number))
        {
            return JsonValues.Number(number);
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double wide) && double.IsFinite(wide)
            ? JsonValues.Number(wide)
            : throw new FormatException($"`{value}` is not a number");
    }
}
