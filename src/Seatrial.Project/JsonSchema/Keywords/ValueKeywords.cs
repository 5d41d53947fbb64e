using System.Collections.Immutable;
using System.Text.Json;

namespace Seatrial.Project.JsonSchema.Keywords;

/// <summary>Reads the keywords about values of any type: <c>type</c>, <c>enum</c>, <c>const</c>.</summary>
internal static class ValueKeywords
{
    private const Vocabularies Vocabulary = Vocabularies.Validation;

    public static IEnumerable<SchemaKeyword> Read(SchemaReader reader)
    {
        if (reader.Find("type", Vocabulary) is { } type)
        {
            yield return new TypeKeyword(reader.LocationOf("type"), TypesOf(reader, type));
        }

        if (reader.Find("enum", Vocabulary) is { } values)
        {
            yield return values.ValueKind == JsonValueKind.Array
                ? new EnumKeyword(reader.LocationOf("enum"), [.. values.EnumerateArray()])
                : throw reader.Wrong("enum", "a list");
        }

        if (!reader.IsOpenApi30 && reader.Find("const", Vocabulary) is { } value)
        {
            yield return new EnumKeyword(reader.LocationOf("const"), [value]);
        }
    }

    private static ImmutableArray<string> TypesOf(SchemaReader reader, JsonElement type)
    {
        ImmutableArray<string> named = type.ValueKind == JsonValueKind.String ? [type.GetString()!]
            : type.ValueKind == JsonValueKind.Array && type.GetArrayLength() > 0 && !reader.IsOpenApi30 ? reader.TextsOf("type", type)
            : throw reader.Wrong("type", $"one of {string.Join(", ", TypeKeyword.All)}{(reader.IsOpenApi30 ? string.Empty : ", or a list of them")}");
        if (named.FirstOrDefault(n => !TypeKeyword.All.Contains(n, StringComparer.Ordinal) || (reader.IsOpenApi30 && n == "null")) is { } unknown)
        {
            throw new JsonSchemaException(reader.LocationOf("type"), $"\"{unknown}\" is no type; types are {string.Join(", ", TypeKeyword.All)}");
        }

        return reader.IsOpenApi30 && reader.Flag("nullable", Vocabulary) ? [.. named, "null"] : named;
    }
}
