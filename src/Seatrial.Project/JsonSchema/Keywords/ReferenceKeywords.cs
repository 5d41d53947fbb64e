namespace Seatrial.Project.JsonSchema.Keywords;

/// <summary>Reads <c>$ref</c> and <c>$dynamicRef</c>.</summary>
internal static class ReferenceKeywords
{
    public static IEnumerable<SchemaKeyword> Read(SchemaReader reader)
    {
        if (reader.Text("$ref", Vocabularies.Core) is { } reference)
        {
            yield return new RefKeyword(reader.Resolve("$ref", reference, out _).Node);
        }

        if (!reader.IsOpenApi30 && reader.Text("$dynamicRef", Vocabularies.Core) is { } dynamic)
        {
            (SchemaNode node, SchemaPlace target) = reader.Resolve("$dynamicRef", dynamic, out string? anchor);
            bool isDynamic = anchor is not null && target.Resource.DynamicAnchors.Contains(anchor);
            yield return isDynamic ? new DynamicRefKeyword(anchor!, node) : new RefKeyword(node);
        }
    }
}
