using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Seatrial.Project.OpenApi;

namespace Seatrial.Project.Importing.Drafting;

/// <summary>Makes a value that a schema takes: its example, its default, one of its list, or one made up by its rules; of objects what they require.</summary>
internal static class SchemaSample
{
    private const int Deepest = 8;
    private const int MostAlternatives = 8;

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

        if (target.At("oneOf", "0") is not null || target.At("anyOf", "0") is not null)
        {
            return Alternative(target, name, depth);
        }

        return TypeOf(target) switch
        {
            "object" => Object(target, depth),
            "array" => Array(target, name, depth),
            "integer" or "number" => LeafSample.Number(value),
            "boolean" => JsonValue.Create(true),
            "null" => null,
            _ => LeafSample.Text(value, name),
        };
    }

    /// <summary>Of alternatives the first whose value is one of the schema as a whole: what is required of one may be what another allows.</summary>
    private static JsonNode? Alternative(OpenApiSchema schema, string name, int depth)
    {
        string key = schema.At("oneOf", "0") is null ? "anyOf" : "oneOf";
        JsonNode? first = null;
        for (int i = 0; i < MostAlternatives && schema.At(key, i.ToString(CultureInfo.InvariantCulture)) is { } alternative; i++)
        {
            JsonNode? chosen = Of(alternative, name, depth + 1);
            if (chosen is JsonObject map)
            {
                Properties(schema, map, depth);
            }

            if (Fits(schema, chosen))
            {
                return chosen;
            }

            first ??= chosen;
            if (chosen is JsonObject small && Whole(alternative.Target, small, depth) is var whole && Fits(schema, whole))
            {
                return whole;
            }
        }

        return first;
    }

    /// <summary>A thing with all that its schema knows, which tells it from others.</summary>
    private static JsonObject Whole(OpenApiSchema schema, JsonObject small, int depth)
    {
        JsonObject whole = small.DeepClone().AsObject();
        for (int i = 0; depth < Deepest && schema.At("allOf", i.ToString(CultureInfo.InvariantCulture)) is { } part; i++)
        {
            whole = Whole(part.Target, whole, depth + 1);
        }

        if (schema.At("properties")?.Value is not { ValueKind: JsonValueKind.Object } properties)
        {
            return whole;
        }

        foreach (JsonProperty property in properties.EnumerateObject())
        {
            if (!whole.ContainsKey(property.Name) && schema.At("properties", property.Name) is { } inner && !LeafSample.Flag(inner.Target.Value, "readOnly"))
            {
                whole[property.Name] = Of(inner, property.Name, depth + 1);
            }
        }

        return whole;
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
            bool isReadOnly = LeafSample.Flag(inner.Value, "readOnly") || LeafSample.Flag(target, "readOnly");
            bool isTelling = target.ValueKind == JsonValueKind.Object && (target.TryGetProperty("example", out _) || target.TryGetProperty("default", out _));
            if ((required.Contains(property.Name) || isTelling) && !isReadOnly)
            {
                map[property.Name] = Of(inner, property.Name, depth + 1);
            }
        }
    }

    private static JsonArray Array(OpenApiSchema schema, string name, int depth)
    {
        int least = Math.Clamp(LeafSample.Whole(schema.Value, "minItems") ?? 1, 0, 20);
        JsonArray list = [];
        for (int i = 0; i < least && schema.At("items") is { } item; i++)
        {
            list.Add(Of(item, DraftNames.Singular(name), depth + 1));
        }

        return list;
    }
}
