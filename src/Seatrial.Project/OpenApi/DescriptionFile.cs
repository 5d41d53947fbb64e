using System.Globalization;
using System.Text.Json;
using Seatrial.Core.Documents;
using Seatrial.Project.Expressions;
using Seatrial.Project.JsonSchema;
using Seatrial.Project.Loading;
using Seatrial.Project.Yaml;

namespace Seatrial.Project.OpenApi;

/// <summary>One file of a description, JSON or YAML: its value, and where each part of it stands.</summary>
internal sealed class DescriptionFile
{
    private readonly string _text;
    private readonly DocumentNode? _tree;

    private DescriptionFile(string path, string text, JsonElement root, DocumentNode? tree) =>
        (Path, _text, Root, _tree) = (path, text, root, tree);

    public string Path { get; }

    public JsonElement Root { get; }

    /// <summary>Reads a file; null after a report.</summary>
    public static DescriptionFile? Read(string path, string text, Action<Diagnostic> report) =>
        text.TrimStart('\uFEFF', ' ', '\t', '\r', '\n').StartsWith('{') && path.EndsWith(".json", StringComparison.OrdinalIgnoreCase)
            ? ReadJson(path, text, report)
            : ReadYaml(path, text, report);

    /// <summary>Where the value of a JSON pointer stands; that of the last part there is, when it leads nowhere.</summary>
    public SourceSpan SpanOf(string pointer)
    {
        string[] tokens = JsonPointer.Tokens(pointer) ?? [];
        if (_tree is not { } at)
        {
            return JsonPlaces.Of(Path, _text, tokens);
        }

        SourceSpan span = at.Span;
        foreach (string token in tokens)
        {
            MappingEntry? entry = (at as DocumentNode.Mapping)?.Find(token);
            DocumentNode? next = entry?.Value
                ?? (at is DocumentNode.Sequence list && int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out int index) && index < list.Items.Length ? list.Items[index] : null);
            if (next is null)
            {
                break;
            }

            (at, span) = (next, entry?.Key.Span ?? next.Span);
        }

        return span;
    }

    private static DescriptionFile? ReadJson(string path, string text, Action<Diagnostic> report)
    {
        try
        {
            return new(path, text, JsonElement.Parse(text.TrimStart('\uFEFF')), null);
        }
        catch (JsonException exception)
        {
            string message = exception.Message.Split(" LineNumber:", 2)[0].Split(" Path:", 2)[0];
            report(new("ST1000", DiagnosticSeverity.Error, JsonPlaces.Of(path, text, exception), $"The API description is not JSON: {message}", "Repair it, or export it again from where it comes from."));
            return null;
        }
    }

    private static DescriptionFile? ReadYaml(string path, string text, Action<Diagnostic> report)
    {
        // What is only doubtful in a flow is everyday in a description that tools wrote.
        DocumentNode? tree = YamlReader.Read(path, text, found =>
        {
            if (found.Severity == DiagnosticSeverity.Error)
            {
                report(found);
            }
        });
        return tree is null ? null : new(path, text, JsonValues.Write(writer => Write(writer, tree)).Clone(), tree);
    }

    private static void Write(Utf8JsonWriter writer, DocumentNode node)
    {
        switch (node)
        {
            case DocumentNode.Mapping map:
                writer.WriteStartObject();
                foreach (MappingEntry entry in map.Entries.DistinctBy(static e => e.Key.Text, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(entry.Key.Text);
                    Write(writer, entry.Value);
                }

                writer.WriteEndObject();
                break;
            case DocumentNode.Sequence list:
                writer.WriteStartArray();
                foreach (DocumentNode item in list.Items)
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            case DocumentNode.Scalar scalar:
                WriteScalar(writer, scalar);
                break;
        }
    }

    private static void WriteScalar(Utf8JsonWriter writer, DocumentNode.Scalar scalar)
    {
        switch (scalar.Kind)
        {
            case ScalarKind.Null:
                writer.WriteNullValue();
                break;
            case ScalarKind.Boolean:
                writer.WriteBooleanValue(scalar.Text is ['t' or 'T', ..]);
                break;
            case ScalarKind.Integer or ScalarKind.Number when IsJsonNumber(scalar.Text):
                writer.WriteRawValue(scalar.Text);
                break;
            case ScalarKind.Integer or ScalarKind.Number when double.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number):
                writer.WriteNumberValue(number);
                break;
            default:
                writer.WriteStringValue(scalar.Text);
                break;
        }
    }

    private static bool IsJsonNumber(string text)
    {
        string digits = text.TrimStart('-');
        return text.Length - digits.Length <= 1
            && digits is [>= '1' and <= '9', ..] or ['0'] or ['0', '.' or 'e' or 'E', ..]
            && digits[^1] is >= '0' and <= '9'
            && digits.All(static c => char.IsAsciiDigit(c) || c is '.' or 'e' or 'E' or '+' or '-')
            && !digits.Contains(".e", StringComparison.OrdinalIgnoreCase);
    }
}
