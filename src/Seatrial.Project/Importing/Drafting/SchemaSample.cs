using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Seatrial.Project.OpenApi;

namespace Seatrial.Project.Importing.Drafting;

/// <summary>Makes a value that a schema takes: its example, its default, one of its list, or one made up by its rules; of objects what they require.</summary>
internal static class SchemaSample
{
    private const int Deepest = 8;

    public static JsonNode? Of(OpenApiSchema schema, string name) => Of(schema, name, 0);

    /// <summary>Whether a value is one of a schema.</summary>
    public static bool Fits(OpenApiSchema schema, JsonNode? value)
    {
        try
        {
            // What is drawn only in a run stands for itself as one that was drawn.
            string text = (value?.ToJsonString() ?? "null").Replace("{{ uuid() }}", "3f2b8a51-9c4d-4e6f-8a1b-2c3d4e5f6a7b", StringComparison.Ordinal);
            return schema.ForRequest.Evaluate(JsonElement.Parse(text)).IsValid;
        }
        catch (JsonSchema.JsonSchemaException)
        {
            return false;
        }
    }

    private static JsonNode? Of(OpenApiSchema schema, string name, int depth)
    {
        OpenApiSchema target = schema.Target;
        JsonElement value = target.Value;
        if (depth > Deepest || value.ValueKind != JsonValueKind.Object)
        {
            return depth > Deepest ? null : JsonValue.Create("text");
        }

        if (Given(value) is { } given)
        {
            return given;
        }

        if (target.At("allOf", "0") is not null)
        {
            return Merged(target, name, depth);
        }

        if ((target.At("oneOf", "0") ?? target.At("anyOf", "0")) is { } alternative)
        {
            JsonNode? chosen = Of(alternative, name, depth + 1);
            if (chosen is JsonObject map && target.At("properties") is not null)
            {
                Properties(target, map, depth);
            }

            return chosen;
        }

        return TypeOf(target) switch
        {
            "object" => Object(target, depth),
            "array" => Array(target, name, depth),
            "integer" or "number" => Number(value),
            "boolean" => JsonValue.Create(true),
            "null" => null,
            _ => Text(value, name),
        };
    }

    private static JsonNode? Given(JsonElement schema)
    {
        foreach (string key in (string[])["example", "const", "default"])
        {
            if (schema.TryGetProperty(key, out JsonElement found) && found.ValueKind != JsonValueKind.Null)
            {
                return ExchangeDrafts.Escaped(Node(found));
            }
        }

        foreach (string key in (string[])["examples", "enum"])
        {
            if (schema.TryGetProperty(key, out JsonElement list) && list.ValueKind == JsonValueKind.Array && list.EnumerateArray().FirstOrDefault(static e => e.ValueKind != JsonValueKind.Null) is { ValueKind: not JsonValueKind.Undefined } first)
            {
                return ExchangeDrafts.Escaped(Node(first));
            }
        }

        return null;
    }

    public static JsonNode Node(JsonElement element) => JsonNode.Parse(element.GetRawText(), documentOptions: new JsonDocumentOptions { MaxDepth = 128 })!;

    private static string? TypeOf(OpenApiSchema schema)
    {
        JsonElement type = schema.Value.TryGetProperty("type", out JsonElement found) ? found : default;
        return type.ValueKind switch
        {
            JsonValueKind.String => type.GetString(),
            JsonValueKind.Array => type.EnumerateArray().Select(static t => t.ValueKind == JsonValueKind.String ? t.GetString() : null).FirstOrDefault(static t => t is not null and not "null"),
            _ => schema.Value.TryGetProperty("properties", out _) ? "object" : schema.Value.TryGetProperty("items", out _) ? "array" : null,
        };
    }

    private static JsonNode? Merged(OpenApiSchema schema, string name, int depth)
    {
        JsonObject merged = [];
        for (int i = 0; schema.At("allOf", i.ToString(CultureInfo.InvariantCulture)) is { } part; i++)
        {
            JsonNode? one = Of(part, name, depth + 1);
            if (one is not JsonObject map)
            {
                return one;
            }

            foreach ((string key, JsonNode? value) in map)
            {
                merged[key] = value?.DeepClone();
            }
        }

        Properties(schema, merged, depth);
        return merged;
    }

    private static JsonObject Object(OpenApiSchema schema, int depth)
    {
        JsonObject map = [];
        Properties(schema, map, depth);
        return map;
    }

    /// <summary>What is required, and what says what it looks like; never what only the server may set.</summary>
    private static void Properties(OpenApiSchema schema, JsonObject map, int depth)
    {
        HashSet<string> required = schema.Value.TryGetProperty("required", out JsonElement list) && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray().Where(static r => r.ValueKind == JsonValueKind.String).Select(static r => r.GetString()!)]
            : [];
        if (!schema.Value.TryGetProperty("properties", out JsonElement properties) || properties.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        foreach (JsonProperty property in properties.EnumerateObject())
        {
            if (map.ContainsKey(property.Name) || schema.At("properties", property.Name) is not { } inner)
            {
                continue;
            }

            JsonElement target = inner.Target.Value;
            bool isReadOnly = Flag(inner.Value, "readOnly") || Flag(target, "readOnly");
            bool isTelling = target.ValueKind == JsonValueKind.Object && (target.TryGetProperty("example", out _) || target.TryGetProperty("default", out _));
            if ((required.Contains(property.Name) || isTelling) && !isReadOnly)
            {
                map[property.Name] = Of(inner, property.Name, depth + 1);
            }
        }
    }

    private static JsonArray Array(OpenApiSchema schema, string name, int depth)
    {
        int least = Math.Clamp(Whole(schema.Value, "minItems") ?? 1, 0, 20);
        JsonArray list = [];
        for (int i = 0; i < least && schema.At("items") is { } item; i++)
        {
            list.Add(Of(item, DraftNames.Singular(name), depth + 1));
        }

        return list;
    }

    private static JsonValue Number(JsonElement schema)
    {
        decimal least = Decimal(schema, "minimum") ?? (Decimal(schema, "exclusiveMinimum") is { } above ? above + 1 : Math.Min(1, Decimal(schema, "maximum") ?? 1));
        least = Flag(schema, "exclusiveMinimum") ? least + 1 : least;
        if (Decimal(schema, "multipleOf") is { } step and > 0)
        {
            least = Math.Ceiling(least / step) * step;
        }

        return JsonValue.Create(least);
    }

    private static JsonValue Text(JsonElement schema, string name)
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

    private static bool Flag(JsonElement schema, string key) => schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty(key, out JsonElement flag) && flag.ValueKind == JsonValueKind.True;

    private static int? Whole(JsonElement schema, string key) => schema.TryGetProperty(key, out JsonElement number) && number.ValueKind == JsonValueKind.Number && number.TryGetInt32(out int whole) ? whole : null;

    private static decimal? Decimal(JsonElement schema, string key) => schema.TryGetProperty(key, out JsonElement number) && number.ValueKind == JsonValueKind.Number && number.TryGetDecimal(out decimal found) && Math.Abs(found) < 1e15m ? found : null;
}
