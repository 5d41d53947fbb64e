namespace Seatrial.Project.JsonSchema.Keywords;

/// <summary>Reads the keywords about what no other looked at.</summary>
internal static class LeftoverKeywords
{
    public static IEnumerable<SchemaKeyword> Read(SchemaReader reader)
    {
        if (reader.IsOpenApi30)
        {
            yield break;
        }

        if (reader.Node("unevaluatedItems", Vocabularies.Unevaluated) is { } items)
        {
            yield return new UnevaluatedItemsKeyword(items);
        }

        if (reader.Node("unevaluatedProperties", Vocabularies.Unevaluated) is { } properties)
        {
            yield return new UnevaluatedPropertiesKeyword(properties);
        }
    }
}
