using System.Collections.Immutable;
using Seatrial.Core.Documents;

namespace Seatrial.Environments.Releases;

/// <summary>Takes fields out of a document and remembers what was wrong with them.</summary>
internal sealed class FieldReader
{
    private const int LongestText = 32 * 1024;

    private readonly ImmutableArray<Diagnostic>.Builder _diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();

    public ImmutableArray<Diagnostic> Diagnostics => _diagnostics.ToImmutable();

    public void Report(string code, SourceSpan span, string message, string hint) =>
        _diagnostics.Add(new Diagnostic(code, DiagnosticSeverity.Error, span, message, hint));

    public static SourceSpan SpanOf(DocumentNode.Mapping map, string key) => map.Find(key)?.Value.Span ?? map.Span;

    public T? Missing<T>(DocumentNode.Mapping map, string key)
        where T : class
    {
        Report("ST0903", map.Span, $"`{key}` is missing.", $"Add `{key}`.");
        return null;
    }

    public DocumentNode.Mapping? Map(DocumentNode node, string what)
    {
        if (node is DocumentNode.Mapping map)
        {
            return map;
        }

        Report("ST0905", node.Span, $"{what} is {node.Describe()}, not a map.", "Write keys and values.");
        return null;
    }

    public DocumentNode.Mapping? OptionalMap(MappingEntry entry) =>
        IsNothing(entry.Value) ? null : Map(entry.Value, $"`{entry.Key.Text}`");

    public DocumentNode.Mapping? RequiredMap(DocumentNode.Mapping map, string key) =>
        map.Find(key) is { } entry ? Map(entry.Value, $"`{key}`") : Missing<DocumentNode.Mapping>(map, key);

    public string? RequiredText(DocumentNode.Mapping map, string key)
    {
        if (map.Find(key) is not { } entry || IsNothing(entry.Value))
        {
            return Missing<string>(map, key);
        }

        return Text(entry.Value, key) switch
        {
            "" => Missing<string>(map, key),
            var text => text,
        };
    }

    public string? OptionalText(DocumentNode.Mapping map, string key) =>
        map.Find(key) is { } entry && !IsNothing(entry.Value) ? Text(entry.Value, key) : null;

    public string? Text(DocumentNode node, string key)
    {
        if (node is not DocumentNode.Scalar scalar)
        {
            Report("ST0905", node.Span, $"`{key}` is {node.Describe()}, not a text.", "Write one value.");
            return null;
        }

        if (scalar.Text.Length > LongestText || scalar.Text.Contains('\0', StringComparison.Ordinal))
        {
            Report("ST0901", node.Span, $"`{key}` is too long or holds a null character.", "Shorten it.");
            return null;
        }

        return scalar.Text;
    }

    public ImmutableArray<string> RequiredTexts(DocumentNode.Mapping map, string key)
    {
        if (map.Find(key) is null)
        {
            Report("ST0903", map.Span, $"`{key}` is missing.", $"Write a program and its arguments: `{key}: [dotnet, App.dll]`.");
            return [];
        }

        if (map.Find(key) is not { Value: DocumentNode.Sequence { Items.IsEmpty: false } list })
        {
            Report("ST0905", SpanOf(map, key), $"`{key}` is not a list of texts.", $"Write a program and its arguments: `{key}: [dotnet, App.dll]`.");
            return [];
        }

        var texts = ImmutableArray.CreateBuilder<string>(list.Items.Length);
        foreach (DocumentNode item in list.Items)
        {
            if (Text(item, key) is { } text)
            {
                texts.Add(text);
            }
        }

        return texts.ToImmutable();
    }

    public void OnlyKeys(DocumentNode.Mapping map, params ReadOnlySpan<string> known)
    {
        foreach (MappingEntry entry in map.Entries)
        {
            if (!known.Contains(entry.Key.Text))
            {
                Report("ST0904", entry.Key.Span, $"`{entry.Key.Text}` is not known here.", $"Known here: {string.Join(", ", known.ToArray())}.");
            }
        }
    }

    private static bool IsNothing(DocumentNode node) => node is DocumentNode.Scalar { Kind: ScalarKind.Null };
}
