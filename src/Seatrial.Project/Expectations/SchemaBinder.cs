using System.Collections.Immutable;
using System.Globalization;
using Seatrial.Core.Documents;
using Seatrial.Project.Expressions;
using Seatrial.Project.JsonSchema;
using Seatrial.Project.Loading;

namespace Seatrial.Project.Expectations;

/// <summary>Binds the schemas of one flow: written in it, or named by their file.</summary>
/// <param name="files">The schema files of the project.</param>
/// <param name="report">Takes what is found.</param>
internal sealed class SchemaBinder(SchemaFiles files, Action<Diagnostic> report)
{
    /// <summary>The files that the schemas bound so far are made of.</summary>
    public ImmutableSortedSet<string> Used { get; private set; } = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    public SchemaPlan? Bind(DocumentNode node)
    {
        switch (node)
        {
            case DocumentNode.Scalar { Kind: ScalarKind.Text } scalar:
                return BindFile(scalar);
            case DocumentNode.Mapping map when Templates(map).FirstOrDefault() is { } template:
                Report("ST0409", template.Span, "A schema is taken as it is written: `{{ }}` has no value in it.", "Check what depends on a value with another operator beside `schema`.");
                return null;
            case DocumentNode.Mapping map:
                (Schema? schema, ImmutableSortedSet<string> used) = files.Compile(ValueBinder.Literal(map), string.Empty, location => SpanOf(map, location));
                Used = Used.Union(used);
                return schema is null ? null : new(schema, null);
            default:
                Report("ST0409", node.Span, $"`schema` takes a schema or the path of its file, and this is {node.Describe()}.", "For example `schema: schemas/order.json` or `schema: { type: object, required: [id] }`.");
                return null;
        }
    }

    private SchemaPlan? BindFile(DocumentNode.Scalar scalar)
    {
        if (!files.IsThere(scalar))
        {
            return null;
        }

        (Schema? schema, ImmutableSortedSet<string> used) = files.Compile(scalar.Text, scalar.Span);
        Used = Used.Union(used);
        return schema is null ? null : new(schema, scalar.Text);
    }

    private static IEnumerable<DocumentNode> Templates(DocumentNode node) => node switch
    {
        DocumentNode.Scalar scalar => scalar.Text.Contains("{{", StringComparison.Ordinal) ? [scalar] : [],
        DocumentNode.Sequence list => list.Items.SelectMany(Templates),
        DocumentNode.Mapping map => map.Entries.SelectMany(e => Templates(e.Key).Concat(Templates(e.Value))),
        _ => [],
    };

    /// <summary>Where a place of a schema stands in the flow: the value there, or the last thing on the way to it.</summary>
    private static SourceSpan SpanOf(DocumentNode schema, string location)
    {
        DocumentNode at = schema;
        SchemaUri uri = SchemaUri.Parse(location);
        foreach (string token in uri.Document.Length == 0 ? JsonPointer.Tokens(uri.Fragment ?? string.Empty) ?? [] : [])
        {
            DocumentNode? next = at switch
            {
                DocumentNode.Mapping map => map.Find(token)?.Value,
                DocumentNode.Sequence list when int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out int index) && index < list.Items.Length => list.Items[index],
                _ => null,
            };
            if (next is null)
            {
                break;
            }

            at = next;
        }

        return at.Span;
    }

    private void Report(string code, SourceSpan span, string message, string hint) =>
        report(new(code, DiagnosticSeverity.Error, span, message, hint));
}
