using System.Collections.Immutable;
using System.Text.Json;

namespace Seatrial.Project.JsonSchema.Keywords;

/// <summary>Reads the keywords about arrays.</summary>
internal static class ArrayKeywords
{
    public static IEnumerable<SchemaKeyword> Read(SchemaReader reader)
    {
        if (reader.Count("minItems", Vocabularies.Validation) is { } least)
        {
            yield return new SizeKeyword(reader.LocationOf("minItems"), SizeOf.Array, least, isMost: false);
        }

        if (reader.Count("maxItems", Vocabularies.Validation) is { } most)
        {
            yield return new SizeKeyword(reader.LocationOf("maxItems"), SizeOf.Array, most, isMost: true);
        }

        if (reader.Flag("uniqueItems", Vocabularies.Validation))
        {
            yield return new UniqueItemsKeyword(reader.LocationOf("uniqueItems"));
        }

        if (reader.Find("items", Vocabularies.Applicator) is { ValueKind: JsonValueKind.Array })
        {
            throw new JsonSchemaException(reader.LocationOf("items"), "items must be one schema for all items; a list of schemas, one an item, is prefixItems");
        }

        ImmutableArray<SchemaNode> first = reader.IsOpenApi30 ? [] : reader.List("prefixItems", Vocabularies.Applicator);
        SchemaNode? others = reader.Node("items", Vocabularies.Applicator);
        if (!first.IsEmpty || others is not null)
        {
            yield return new ItemsKeyword(first, others);
        }

        if (!reader.IsOpenApi30 && reader.Node("contains", Vocabularies.Applicator) is { } contains)
        {
            yield return new ContainsKeyword(
                reader.LocationOf("contains"),
                contains,
                reader.Count("minContains", Vocabularies.Validation) ?? 1,
                reader.Count("maxContains", Vocabularies.Validation) ?? int.MaxValue);
        }
    }
}
