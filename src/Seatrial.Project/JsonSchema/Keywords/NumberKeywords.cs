using Seatrial.Project.JsonPath;

namespace Seatrial.Project.JsonSchema.Keywords;

/// <summary>Reads the keywords about numbers.</summary>
internal static class NumberKeywords
{
    private const Vocabularies Vocabulary = Vocabularies.Validation;

    public static IEnumerable<SchemaKeyword> Read(SchemaReader reader)
    {
        if (reader.Number("multipleOf", Vocabulary) is { } divisor)
        {
            yield return ExactNumber.Of(divisor).Sign > 0
                ? new MultipleOfKeyword(reader.LocationOf("multipleOf"), divisor)
                : throw reader.Wrong("multipleOf", "a number above 0");
        }

        (string Keyword, string Exclusive, int Side)[] limits = [("minimum", "exclusiveMinimum", 1), ("maximum", "exclusiveMaximum", -1)];
        foreach ((string keyword, string exclusive, int side) in limits)
        {
            bool isExclusive = reader.IsOpenApi30 && reader.Flag(exclusive, Vocabulary);
            if (reader.Number(keyword, Vocabulary) is { } limit)
            {
                yield return new LimitKeyword(reader.LocationOf(isExclusive ? exclusive : keyword), limit, side, isExclusive);
            }

            if (!reader.IsOpenApi30 && reader.Number(exclusive, Vocabulary) is { } strict)
            {
                yield return new LimitKeyword(reader.LocationOf(exclusive), strict, side, isExclusive: true);
            }
        }
    }
}
