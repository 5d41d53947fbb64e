using System.Text.Json;
using System.Text.RegularExpressions;

namespace Seatrial.Core.Tests.Reporting;

/// <summary>The part of JSON Schema that the report schemas use.</summary>
internal static class SchemaSubset
{
    public static List<string> Violations(JsonElement schema, JsonElement value)
    {
        List<string> found = [];
        Check(schema, schema, value, "$", found);
        return found;
    }

    private static void Check(JsonElement root, JsonElement schema, JsonElement value, string path, List<string> found)
    {
        if (schema.TryGetProperty("$ref", out JsonElement reference))
        {
            Check(root, Resolve(root, reference.GetString()!), value, path, found);
            return;
        }

        if (schema.TryGetProperty("type", out JsonElement type) && !IsOfType(type.GetString()!, value))
        {
            found.Add($"{path}: {value.ValueKind} is not {type}");
            return;
        }

        if (schema.TryGetProperty("const", out JsonElement constant) && !JsonElement.DeepEquals(constant, value))
        {
            found.Add($"{path}: {value} is not {constant}");
        }

        if (schema.TryGetProperty("enum", out JsonElement choices) && !choices.EnumerateArray().Any(c => JsonElement.DeepEquals(c, value)))
        {
            found.Add($"{path}: {value} is not one of {choices}");
        }

        CheckText(schema, value, path, found);
        CheckObject(root, schema, value, path, found);
        if (value.ValueKind == JsonValueKind.Array && schema.TryGetProperty("items", out JsonElement items))
        {
            int index = 0;
            foreach (JsonElement item in value.EnumerateArray())
            {
                Check(root, items, item, $"{path}[{index++}]", found);
            }
        }
    }

    private static void CheckText(JsonElement schema, JsonElement value, string path, List<string> found)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            return;
        }

        if (schema.TryGetProperty("pattern", out JsonElement pattern) && !Regex.IsMatch(value.GetString()!, pattern.GetString()!, RegexOptions.None, TimeSpan.FromSeconds(5)))
        {
            found.Add($"{path}: {value} does not match {pattern}");
        }

        if (schema.TryGetProperty("format", out JsonElement format))
        {
            bool isValid = format.GetString() switch
            {
                "uuid" => value.TryGetGuid(out _),
                "date-time" => value.TryGetDateTimeOffset(out _),
                _ => true,
            };
            if (!isValid)
            {
                found.Add($"{path}: {value} is no {format}");
            }
        }
    }

    private static void CheckObject(JsonElement root, JsonElement schema, JsonElement value, string path, List<string> found)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        if (schema.TryGetProperty("required", out JsonElement required))
        {
            found.AddRange(required.EnumerateArray().Where(name => !value.TryGetProperty(name.GetString()!, out _)).Select(name => $"{path}: {name} is missing"));
        }

        bool isClosed = schema.TryGetProperty("additionalProperties", out JsonElement additional) && additional.ValueKind == JsonValueKind.False;
        schema.TryGetProperty("properties", out JsonElement properties);
        foreach (JsonProperty property in value.EnumerateObject())
        {
            if (properties.ValueKind == JsonValueKind.Object && properties.TryGetProperty(property.Name, out JsonElement inner))
            {
                Check(root, inner, property.Value, $"{path}.{property.Name}", found);
            }
            else if (isClosed)
            {
                found.Add($"{path}: {property.Name} is not allowed");
            }
        }
    }

    private static JsonElement Resolve(JsonElement root, string reference) =>
        reference.TrimStart('#', '/').Split('/').Aggregate(root, (element, name) => element.GetProperty(name));

    private static bool IsOfType(string type, JsonElement value) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "number" => value.ValueKind == JsonValueKind.Number,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        _ => true,
    };
}
