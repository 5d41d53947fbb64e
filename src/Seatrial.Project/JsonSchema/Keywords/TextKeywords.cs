using Seatrial.Project.JsonSchema.Formats;

namespace Seatrial.Project.JsonSchema.Keywords;

/// <summary>Reads the keywords about texts.</summary>
internal static class TextKeywords
{
    private const Vocabularies Vocabulary = Vocabularies.Validation;

    public static IEnumerable<SchemaKeyword> Read(SchemaReader reader)
    {
        if (reader.Count("minLength", Vocabulary) is { } least)
        {
            yield return new SizeKeyword(reader.LocationOf("minLength"), SizeOf.Text, least, isMost: false);
        }

        if (reader.Count("maxLength", Vocabulary) is { } most)
        {
            yield return new SizeKeyword(reader.LocationOf("maxLength"), SizeOf.Text, most, isMost: true);
        }

        if (reader.Text("pattern", Vocabulary) is { } pattern)
        {
            yield return new PatternKeyword(reader.LocationOf("pattern"), PatternOf(pattern, reader.LocationOf("pattern")));
        }

        if (reader.Text("format", Vocabularies.Format) is { } name && reader.AssertsFormats && KnownFormats.Find(name) is { } format)
        {
            yield return new FormatKeyword(reader.LocationOf("format"), name, format);
        }
    }

    public static EcmaPattern PatternOf(string pattern, string location) =>
        EcmaPattern.TryParse(pattern, out string? problem) ?? throw new JsonSchemaException(location, $"\"{pattern}\" is not a regular expression of ECMA-262: {problem}");
}
