using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Seatrial.Seeding.Values;

namespace Seatrial.Seeding.Checks;

/// <summary>Values as other types.</summary>
internal static class Casts
{
    /// <summary>A value as a type; what can be told at once is.</summary>
    public static Expression Fold(Expression inner, string type)
    {
        if (inner is Expression.Constant { Value: "now" } && type is "date" or "text" or "timestamp" or "timestamptz")
        {
            return type == "date" ? new Expression.Call("current_date", []) : type == "text" ? inner : new Expression.Call("now", []);
        }

        if (inner is Expression.Constant { Value: string word } && type == "date" && word == "today")
        {
            return new Expression.Call("current_date", []);
        }

        return inner is Expression.Constant constant && To(constant.Value, type) is var value && !ReferenceEquals(value, Datum.Unknown) ? new Expression.Constant(value) : new Expression.Cast(inner, type);
    }

    /// <summary>A list; of constants it is one itself.</summary>
    public static Expression List(ImmutableArray<Expression> items) => items.All(static i => i is Expression.Constant)
        ? new Expression.Constant(items.Select(static i => ((Expression.Constant)i).Value).ToList())
        : new Expression.Call("array", items);

    /// <summary>A value as a type.</summary>
    public static object? To(object? value, string type)
    {
        if (value is null || ReferenceEquals(value, Datum.Unknown))
        {
            return value;
        }

        CultureInfo culture = CultureInfo.InvariantCulture;
        if (type.EndsWith("[]", StringComparison.Ordinal))
        {
            List<object?>? items = value as List<object?> ?? (value is string written && ArrayText.Read(written) is { } read ? [.. read] : null);
            return items is null ? Datum.Unknown : items.ConvertAll(i => To(i, type[..^2]));
        }

        int open = type.IndexOf('(', StringComparison.Ordinal);
        string name = open < 0 ? type : type[..open];
        int? length = open > 0 && int.TryParse(type[(open + 1)..^1].Split(',')[0], NumberStyles.None, culture, out int parsed) ? parsed : null;
        switch (name)
        {
            case "text" or "character varying" or "varchar" or "citext" or "name":
                return Text(value) is string text ? (length is { } most && text.Length > most ? text[..most] : text) : Datum.Unknown;
            case "bpchar" or "character" or "char":
                return Text(value) is string padded ? (length is { } end && padded.Length > end ? padded[..end] : padded).TrimEnd(' ') : Datum.Unknown;
            case "integer" or "bigint" or "smallint" or "int4" or "int8" or "int2":
                return Number(value) is { } whole ? decimal.Round(whole, 0, MidpointRounding.AwayFromZero) : Datum.Unknown;
            case "numeric" or "double precision" or "real" or "money" or "float8" or "float4" or "decimal":
                // A digit behind the point tells numbers that are divided exactly from whole ones.
                return Number(value) is { } number ? number + 0.0m : Datum.Unknown;
            case "boolean" or "bool":
                return value is bool ? value : value is string truth ? truth is "t" or "true" or "yes" or "on" or "1" : value is decimal bit ? bit != 0 : Datum.Unknown;
            case "date":
                return value is Datum.Day ? value : value is Datum.Moment at ? new Datum.Day(FloorDay(at.Microseconds)) : value is string day && DateOnly.TryParseExact(day, "yyyy-MM-dd", culture, DateTimeStyles.None, out DateOnly date) ? new Datum.Day(date.DayNumber - 719162) : Datum.Unknown;
            case "timestamp" or "timestamptz":
                return value is Datum.Moment ? value : value is Datum.Day midnight ? new Datum.Moment(midnight.Number * CellAxis.Day) : value is string moment && DateTimeOffset.TryParse(moment, culture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset when) ? new Datum.Moment((when.UtcTicks - DateTime.UnixEpoch.Ticks) / 10) : Datum.Unknown;
            case "time":
                return value is Datum.Clock ? value : value is Datum.Moment of ? new Datum.Clock(of.Microseconds - (FloorDay(of.Microseconds) * CellAxis.Day)) : value is string time && TimeOnly.TryParse(time, culture, out TimeOnly clock) ? new Datum.Clock(clock.Ticks / 10) : Datum.Unknown;
            case "interval":
                return value is Datum.Span ? value : value is string span && Datum.ReadSpan(span) is { } read ? read : Datum.Unknown;
            case "jsonb" or "json":
                return value is JsonElement ? value : value is string document ? Json(document) : Datum.Unknown;
            default:
                // A type of the database, such as an enum; its values are texts.
                return value is string ? value : Datum.Unknown;
        }
    }

    /// <summary>A value as a text; unknown where the engine writes it in ways that depend.</summary>
    public static object? Text(object? value) => value switch
    {
        string text => text,
        decimal number => number.ToString(CultureInfo.InvariantCulture),
        bool truth => truth ? "true" : "false",
        null => null,
        Datum.Day day => DateOnly.FromDayNumber((int)Math.Clamp(day.Number + 719162, 0, 3652058)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        JsonElement { ValueKind: JsonValueKind.String } json => json.GetRawText(),
        _ => Datum.Unknown,
    };

    public static decimal? Number(object? value) => value switch
    {
        decimal number => number,
        bool truth => truth ? 1 : 0,
        string text when decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number) => number,
        JsonElement { ValueKind: JsonValueKind.Number } json when json.TryGetDecimal(out decimal number) => number,
        _ => null,
    };

    /// <summary>A document; unknown when the text is none.</summary>
    public static object Json(string text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return Datum.Unknown;
        }
    }

    public static long FloorDay(long microseconds) => (long)Math.Floor((decimal)microseconds / CellAxis.Day);
}
