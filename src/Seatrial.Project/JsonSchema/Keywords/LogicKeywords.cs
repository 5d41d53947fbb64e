using System.Collections.Immutable;

namespace Seatrial.Project.JsonSchema.Keywords;

/// <summary>Reads the keywords that combine schemas.</summary>
internal static class LogicKeywords
{
    private const Vocabularies Vocabulary = Vocabularies.Applicator;

    public static IEnumerable<SchemaKeyword> Read(SchemaReader reader)
    {
        foreach (SchemaNode node in reader.List("allOf", Vocabulary))
        {
            yield return new RefKeyword(node);
        }

        ImmutableArray<SchemaNode> any = reader.List("anyOf", Vocabulary);
        if (!any.IsEmpty)
        {
            yield return new AlternativesKeyword(reader.LocationOf("anyOf"), any, isExactlyOne: false);
        }

        ImmutableArray<SchemaNode> one = reader.List("oneOf", Vocabulary);
        if (!one.IsEmpty)
        {
            yield return new AlternativesKeyword(reader.LocationOf("oneOf"), one, isExactlyOne: true);
        }

        if (reader.Node("not", Vocabulary) is { } not)
        {
            yield return new NotKeyword(reader.LocationOf("not"), not);
        }

        if (!reader.IsOpenApi30)
        {
            SchemaNode? then = reader.Node("then", Vocabulary);
            SchemaNode? otherwise = reader.Node("else", Vocabulary);
            if (reader.Node("if", Vocabulary) is { } condition)
            {
                yield return new IfKeyword(condition, then, otherwise);
            }
        }
    }
}
