using System.Collections.Immutable;
using System.Text.Json;
using Seatrial.Core.Documents;
using Seatrial.Project.JsonSchema;

namespace Seatrial.Project.Loading;

/// <summary>The schema files of a project: what flows name, and what those refer to, belongs to it.</summary>
/// <param name="sources">The files of the project.</param>
/// <param name="report">Takes what is found.</param>
internal sealed class SchemaFiles(ProjectSources sources, Action<Diagnostic> report)
{
    private const string Address = "project:///";

    private readonly Dictionary<string, JsonElement?> _documents = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (Schema? Schema, ImmutableSortedSet<string> Files)> _compiled = new(StringComparer.Ordinal);

    /// <summary>Whether a file that a flow names is there; reported when it is not.</summary>
    public bool IsThere(DocumentNode.Scalar named) => sources.Read(named) is not null;

    /// <summary>The text of a file; null when there is none.</summary>
    public string? Text(string path) => sources.Find(path);

    /// <summary>Compiles the schema of a file that is there.</summary>
    /// <returns>The schema, unless something was reported, and the files it is made of.</returns>
    public (Schema? Schema, ImmutableSortedSet<string> Files) Compile(string path, SourceSpan named)
    {
        if (!_compiled.TryGetValue(path, out var known))
        {
            known = _compiled[path] = Document(path) is { } document
                ? Compile(document, path, location => SpanOf(location, path, named))
                : (null, [path]);
        }

        return known;
    }

    /// <summary>Compiles a schema.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="path">The file it stands in; empty for one of a flow, whose references begin at the project's folder.</param>
    /// <param name="spanOf">Where a location of it stands.</param>
    public (Schema? Schema, ImmutableSortedSet<string> Files) Compile(JsonElement schema, string path, Func<string, SourceSpan> spanOf)
    {
        var files = ImmutableSortedSet.CreateBuilder<string>(StringComparer.Ordinal);
        if (path.Length > 0)
        {
            files.Add(path);
        }

        bool isTold = false;
        JsonSchemaOptions options = new()
        {
            AssertFormats = true,
            BaseUri = Address + string.Join('/', path.Split('/').Select(Uri.EscapeDataString)),
            Find = address =>
            {
                string file = address.StartsWith(Address, StringComparison.Ordinal) ? Uri.UnescapeDataString(address[Address.Length..]) : string.Empty;
                if (Text(file) is null)
                {
                    return null;
                }

                files.Add(file);
                JsonElement? document = Document(file);
                isTold |= document is null;
                return document;
            },
        };
        try
        {
            return (Schema.Compile(schema, options), files.ToImmutable());
        }
        catch (JsonSchemaException exception)
        {
            if (!isTold)
            {
                report(new("ST0428", DiagnosticSeverity.Error, spanOf(exception.Location), $"This is not a JSON Schema: {exception.Reason}.", "Schemas are those of JSON Schema 2020-12; other files are named relative to this one."));
            }

            return (null, files.ToImmutable());
        }
    }

    private JsonElement? Document(string path)
    {
        if (!_documents.TryGetValue(path, out JsonElement? document))
        {
            document = _documents[path] = Parse(path, Text(path)!);
        }

        return document;
    }

    private JsonElement? Parse(string path, string text)
    {
        try
        {
            return JsonElement.Parse(text.TrimStart('\uFEFF'));
        }
        catch (JsonException exception)
        {
            string message = exception.Message.Split(" LineNumber:", 2)[0].Split(" Path:", 2)[0];
            report(new("ST0427", DiagnosticSeverity.Error, JsonPlaces.Of(path, text, exception), $"The file is not JSON: {message}", "Schema files are JSON, without comments and trailing commas."));
            return null;
        }
    }

    private SourceSpan SpanOf(string location, string path, SourceSpan otherwise)
    {
        SchemaUri uri = SchemaUri.Parse(location);
        string file = uri.Document.Length == 0 ? path
            : uri.Document.StartsWith(Address, StringComparison.Ordinal) ? Uri.UnescapeDataString(uri.Document[Address.Length..])
            : string.Empty;
        return Text(file) is { } text ? JsonPlaces.Of(file, text, JsonPointer.Tokens(uri.Fragment ?? string.Empty) ?? []) : otherwise;
    }
}
