using System.Collections.Immutable;
using System.Text.Json;

namespace Seatrial.Project.JsonSchema.Keywords;

/// <summary>Reads the keywords about objects.</summary>
internal static class ObjectKeywords
{
    public static IEnumerable<SchemaKeyword> Read(SchemaReader reader)
    {
        if (reader.Count("minProperties", Vocabularies.Validation) is { } least)
        {
            yield return new SizeKeyword(reader.LocationOf("minProperties"), SizeOf.Object, least, isMost: false);
        }

        if (reader.Count("maxProperties", Vocabularies.Validation) is { } most)
        {
            yield return new SizeKeyword(reader.LocationOf("maxProperties"), SizeOf.Object, most, isMost: true);
        }

        ImmutableArray<string> required = reader.Texts("required", Vocabularies.Validation);
        if (!required.IsEmpty)
        {
            yield return new RequiredKeyword(reader.LocationOf("required"), required, null);
        }

        if (PropertiesOf(reader) is { } properties)
        {
            yield return properties;
        }

        if (reader.IsOpenApi30)
        {
            yield break;
        }

        foreach (SchemaKeyword dependent in DependentsOf(reader))
        {
            yield return dependent;
        }

        if (reader.Node("propertyNames", Vocabularies.Applicator) is { } names)
        {
            yield return new PropertyNamesKeyword(names);
        }
    }

    private static PropertiesKeyword? PropertiesOf(SchemaReader reader)
    {
        var named = reader.Nodes("properties", Vocabularies.Applicator);
        var patterns = reader.IsOpenApi30 ? [] : reader.Nodes("patternProperties", Vocabularies.Applicator);
        SchemaNode? additional = reader.Node("additionalProperties", Vocabularies.Applicator);
        if (named.IsEmpty && patterns.IsEmpty && additional is null)
        {
            return null;
        }

        // Of a name written twice the last counts, as it does in an instance.
        var byName = named.GroupBy(n => n.Key, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Last().Value, StringComparer.Ordinal);
        return new(byName, [.. patterns.Select(p => (TextKeywords.PatternOf(p.Key, reader.LocationOf("patternProperties")), p.Value))], additional);
    }

    private static IEnumerable<SchemaKeyword> DependentsOf(SchemaReader reader)
    {
        if (reader.Find("dependentRequired", Vocabularies.Validation) is { } required)
        {
            if (required.ValueKind != JsonValueKind.Object)
            {
                throw reader.Wrong("dependentRequired", "an object of lists of texts");
            }

            foreach (JsonProperty entry in required.EnumerateObject())
            {
                yield return new RequiredKeyword(reader.LocationOf("dependentRequired"), reader.TextsOf("dependentRequired", entry.Value), entry.Name);
            }
        }

        foreach ((string name, SchemaNode node) in reader.Nodes("dependentSchemas", Vocabularies.Applicator))
        {
            yield return new DependentSchemaKeyword(name, node);
        }
    }
}
