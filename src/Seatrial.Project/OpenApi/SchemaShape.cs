using System.Text.Json;

namespace Seatrial.Project.OpenApi;

/// <summary>What a schema says of a value's shape, as far as texts must be read by it.</summary>
internal static class SchemaShape
{
    private const int Deepest = 16;

    public static IEnumerable<string> TypesOf(Func<OpenApiSchema, OpenApiSchema?> follow, OpenApiSchema schema) =>
        Parts(follow, schema, 0).SelectMany(static part => part.Value.TryGetProperty("type", out JsonElement type)
            ? type.ValueKind switch
            {
                JsonValueKind.String => [type.GetString()!],
                JsonValueKind.Array => type.EnumerateArray().Where(static t => t.ValueKind == JsonValueKind.String).Select(static t => t.GetString()!),
                _ => [],
            }
            : []).Distinct(StringComparer.Ordinal);

    public static OpenApiSchema? Property(Func<OpenApiSchema, OpenApiSchema?> follow, OpenApiSchema schema, string name) =>
        Parts(follow, schema, 0).Select(part => part.At("properties", name)).FirstOrDefault(static found => found is not null);

    public static OpenApiSchema? Keyword(Func<OpenApiSchema, OpenApiSchema?> follow, OpenApiSchema schema, string keyword) =>
        Parts(follow, schema, 0).Select(part => part.At(keyword)).FirstOrDefault(static found => found is not null);

    /// <summary>The schema itself behind its references, and those a value of it may fit besides.</summary>
    private static IEnumerable<OpenApiSchema> Parts(Func<OpenApiSchema, OpenApiSchema?> follow, OpenApiSchema schema, int depth)
    {
        if (depth > Deepest || follow(schema) is not { Value.ValueKind: JsonValueKind.Object } end)
        {
            yield break;
        }

        yield return end;
        foreach (string keyword in (string[])["allOf", "anyOf", "oneOf"])
        {
            if (!end.Value.TryGetProperty(keyword, out JsonElement list) || list.ValueKind != JsonValueKind.Array)
            {
                continue;
            }

            for (int i = 0; i < list.GetArrayLength(); i++)
            {
                if (end.At(keyword, i.ToString(System.Globalization.CultureInfo.InvariantCulture)) is not { } part)
                {
                    continue;
                }

                foreach (OpenApiSchema inner in Parts(follow, part, depth + 1))
                {
                    yield return inner;
                }
            }
        }
    }
}
