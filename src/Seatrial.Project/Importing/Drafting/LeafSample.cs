using System.Text.Json;
using System.Text.Json.Nodes;

namespace Seatrial.Project.Importing.Drafting;

/// <summary>Makes up numbers and texts by the rules of a schema.</summary>
internal static class LeafSample
{
    public static JsonValue Number(JsonElement schema)
    {
        decimal least = Decimal(schema, "minimum") ?? (Decimal(schema, "exclusiveMinimum") is { } above ? above + 1 : Math.Min(1, Decimal(schema, "maximum") ?? 1));
        least = Flag(schema, "exclusiveMinimum") ? least + 1 : least;
        if (Decimal(schema, "multipleOf") is { } step and > 0)
        {
            least = Math.Ceiling(least / step) * step;
        }

        return JsonValue.Create(least);
    }

    public static JsonValue Text(JsonElement schema, string name)
    {
        if (schema.TryGetProperty("pattern", out JsonElement pattern) && pattern.ValueKind == JsonValueKind.String && PatternSample.Of(pattern.GetString()!) is { } made)
        {
            return JsonValue.Create(ExchangeDrafts.Literal(made));
        }

        string format = schema.TryGetProperty("format", out JsonElement found) && found.ValueKind == JsonValueKind.String ? found.GetString()! : string.Empty;
        string? known = format switch
        {
            "uuid" => "{{ uuid() }}",
            "email" or "idn-email" => "sea.trial@example.com",
            "date" => "2030-01-15",
            "date-time" => "2030-01-15T09:30:00Z",
            "time" => "09:30:00Z",
            "duration" => "PT1H",
            "uri" or "url" or "iri" => "https://example.com/",
            "uri-reference" => "/example",
            "hostname" => "example.com",
            "ipv4" => "192.0.2.1",
            "ipv6" => "2001:db8::1",
            "byte" => "c2VhIHRyaWFs",
            _ => null,
        };
        if (known is not null)
        {
            return JsonValue.Create(known);
        }

        string text = $"Trial {DraftNames.Dashed(name).Replace('-', ' ')}".TrimEnd();
        int least = Math.Clamp(Whole(schema, "minLength") ?? 0, 0, 1000);
        int most = Math.Clamp(Whole(schema, "maxLength") ?? 1000, 0, 1000);
        return JsonValue.Create(text.PadRight(least, 'x')[..Math.Min(Math.Max(text.Length, least), most)]);
    }

    public static bool Flag(JsonElement schema, string key) => schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty(key, out JsonElement flag) && flag.ValueKind == JsonValueKind.True;

    public static int? Whole(JsonElement schema, string key) => schema.TryGetProperty(key, out JsonElement number) && number.ValueKind == JsonValueKind.Number && number.TryGetInt32(out int whole) ? whole : null;

    public static decimal? Decimal(JsonElement schema, string key) => schema.TryGetProperty(key, out JsonElement number) && number.ValueKind == JsonValueKind.Number && number.TryGetDecimal(out decimal found) && Math.Abs(found) < 1e15m ? found : null;
}
