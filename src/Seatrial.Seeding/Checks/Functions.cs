using System.Text;
using System.Text.Json;

namespace Seatrial.Seeding.Checks;

/// <summary>PostgreSQL's functions and operators, as far as checks use them.</summary>
internal static class Functions
{
    /// <summary>What a function makes of values; unknown for functions that are not known.</summary>
    public static object? Apply(string name, object?[] v)
    {
        switch (name)
        {
            case "row":
                return (List<object?>)[Evaluator.RowMark.Only, .. v];
            case "array":
                return (List<object?>)[.. v];
            case "num_nulls" or "num_nonnulls":
                return (decimal)v.Count(x => x is null == (name == "num_nulls"));
            case "greatest" or "least":
                return Extreme(v, name == "greatest");
            case "+" or "-" or "*" or "/" or "%" or "div" or "mod" or "negate":
                return Arithmetic.Apply(name, v);
            case "extract" or "date_part":
                return v[0] is string field ? TimeParts.Extract(field, v[1]) : Datum.Unknown;
            case "date_trunc":
                return v[0] is string unit ? TimeParts.Truncate(unit, v[1]) : Datum.Unknown;
            case "at time zone":
                return v[0] is Datum.Moment && v[1] is string zone && zone.ToUpperInvariant() is "UTC" or "GMT" ? v[0] : Datum.Unknown;
            case "collate":
                return v[0];
            case "cardinality":
                return v[0] is List<object?> list ? (decimal)list.Count : Datum.Unknown;
            case "array_length":
                return v[0] is List<object?> of && v[1] is 1m ? (of.Count == 0 ? null : (decimal)of.Count) : Datum.Unknown;
            case "@>" or "<@" or "&&":
                return Sets(name, v);
            case "subscript":
                return v[0] is List<object?> items && v[1] is decimal at ? (at >= 1 && at <= items.Count ? items[(int)at - 1] : null) : Datum.Unknown;
            case "array_position":
                return v[0] is List<object?> all ? (all.FindIndex(x => Equals(x, v[1])) is var index and >= 0 ? index + 1m : null) : Datum.Unknown;
            default:
                return v.Length > 0 && v[0] is JsonElement json ? Documents(name, json, v) : v.Length > 0 && v[0] is decimal number ? Numbers(name, number, v) : Texts(name, v);
        }
    }

    private static object? Extreme(object?[] values, bool isGreatest)
    {
        object? best = null;
        foreach (object? value in values)
        {
            if (value is null)
            {
                continue;
            }

            int? order = best is null ? (isGreatest ? 1 : -1) : Evaluator.Compare(value, best);
            if (order is null)
            {
                return Datum.Unknown;
            }

            best = isGreatest == order > 0 ? value : best;
        }

        return best;
    }

    private static object? Sets(string name, object?[] v)
    {
        if (v[0] is not List<object?> one || v[1] is not List<object?> other)
        {
            return Datum.Unknown;
        }

        static bool Has(List<object?> list, object? item) => item is not null && list.Exists(x => x is not null && Evaluator.Same(x, item) == true);
        return name switch
        {
            "@>" => other.TrueForAll(x => Has(one, x)),
            "<@" => one.TrueForAll(x => Has(other, x)),
            _ => one.Exists(x => Has(other, x)),
        };
    }

    private static object? Documents(string name, JsonElement json, object?[] v)
    {
        switch (name)
        {
            case "jsonb_typeof" or "json_typeof":
                return json.ValueKind switch { JsonValueKind.Object => "object", JsonValueKind.Array => "array", JsonValueKind.String => "string", JsonValueKind.Number => "number", JsonValueKind.Null => "null", _ => "boolean" };
            case "jsonb_array_length" or "json_array_length" when json.ValueKind == JsonValueKind.Array:
                return (decimal)json.GetArrayLength();
            case "?" or "jsonb_exists" when v[1] is string key:
                return json.ValueKind == JsonValueKind.Object && json.TryGetProperty(key, out _);
            case "->" or "->>" when v[1] is string member:
                if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty(member, out JsonElement found))
                {
                    return null;
                }

                return name == "->" ? found : found.ValueKind switch { JsonValueKind.Null => null, JsonValueKind.String => found.GetString(), _ => found.GetRawText() };
            default:
                return Datum.Unknown;
        }
    }

    private static object? Numbers(string name, decimal number, object?[] v) => name switch
    {
        "abs" or "@" => Math.Abs(number),
        "floor" => Math.Floor(number),
        "ceil" or "ceiling" => Math.Ceiling(number),
        "sign" => (decimal)Math.Sign(number),
        "round" or "trunc" when v.Length == 1 || v[1] is decimal and >= 0 and <= 20 =>
            name == "round" ? decimal.Round(number, v.Length == 1 ? 0 : (int)(decimal)v[1]!, MidpointRounding.AwayFromZero) : decimal.Round(number, v.Length == 1 ? 0 : (int)(decimal)v[1]!, MidpointRounding.ToZero),
        "||" => Texts(name, v),
        _ => Datum.Unknown,
    };

    private static object? Texts(string name, object?[] v)
    {
        if (name is "concat" or "||" && Array.TrueForAll(v, static x => x is string or null or decimal))
        {
            return string.Concat(v.Select(static x => x is null ? string.Empty : (string)Casts.Text(x)!));
        }

        if (v.Length == 0 || v[0] is not string text)
        {
            return Datum.Unknown;
        }

        switch (name)
        {
            case "lower":
                return text.ToLowerInvariant();
            case "upper":
                return text.ToUpperInvariant();
            case "length" or "char_length" or "character_length":
                return (decimal)text.EnumerateRunes().Count();
            case "octet_length":
                return (decimal)Encoding.UTF8.GetByteCount(text);
            case "btrim" or "ltrim" or "rtrim":
                char[] cut = v.Length > 1 ? ((v[1] as string) ?? " ").ToCharArray() : [' '];
                return name == "btrim" ? text.Trim(cut) : name == "ltrim" ? text.TrimStart(cut) : text.TrimEnd(cut);
            case "left" when v[1] is decimal and >= 0 and var first:
                return text[..(int)Math.Min(first, text.Length)];
            case "right" when v[1] is decimal and >= 0 and var last:
                return text[^(int)Math.Min(last, text.Length)..];
            case "substring" or "substr" when v[1] is decimal from:
                return Part(text, from, v.Length > 2 ? v[2] as decimal? : null);
            case "strpos" or "position" when v[1] is string part:
                return text.IndexOf(part, StringComparison.Ordinal) + 1m;
            case "starts_with" or "^@" when v[1] is string start:
                return text.StartsWith(start, StringComparison.Ordinal);
            case "nullif":
                return v[1] is string same && same == text ? null : text;
            case "reverse":
                return new string([.. text.Reverse()]);
            case "similar_to_escape":
                return SimilarPattern.Regex(text) is { } regex ? regex : Datum.Unknown;
            case "~" or "~*" or "!~" or "!~*" or "~~" or "~~*" or "!~~" or "!~~*" when v[1] is string pattern:
                return PatternMatch.IsMatch(name, text, pattern) is { } isMatch ? isMatch : Datum.Unknown;
            default:
                return Datum.Unknown;
        }
    }

    private static string Part(string text, decimal from, decimal? length)
    {
        decimal start = Math.Max(1, from), end = length is null ? text.Length + 1 : Math.Min(text.Length + 1, from + length.Value);
        return end <= start ? string.Empty : text[(int)(start - 1)..(int)(end - 1)];
    }
}
