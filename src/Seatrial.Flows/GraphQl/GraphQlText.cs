using System.Collections.Immutable;
using System.Text;
using Seatrial.Core.Documents;
using Seatrial.Core.Flows;

namespace Seatrial.Flows.GraphQl;

/// <summary>The document of a step: written in it, or in a file of the project.</summary>
/// <param name="Text">The document.</param>
/// <param name="Operations">Its operations.</param>
/// <param name="Span">Where the step names or holds it.</param>
internal sealed record GraphQlText(string Text, ImmutableArray<GraphQlOperation> Operations, SourceSpan Span)
{
    /// <summary>Reads it; null after a report.</summary>
    public static GraphQlText? Bind(DocumentNode.Mapping step, IBindContext context)
    {
        switch (step.Find("query")?.Value)
        {
            case DocumentNode.Scalar { Kind: ScalarKind.Text } inline:
                return Parse(inline.Text, inline.Span, inline.Locate, context);
            case DocumentNode.Mapping { Entries: [{ Key.Text: "file", Value: DocumentNode.Scalar { Kind: ScalarKind.Text } file }] }:
                if (context.ReadBytes(file) is not { } content)
                {
                    return null;
                }

                string text = Encoding.UTF8.GetString(content.Span);
                return Parse(text, file.Span, (at, length) => Place(file.Text, text, at, length), context);
            case var other:
                GraphQlDiagnostics.NoQuery(context, other?.Span ?? step.Span);
                return null;
        }
    }

    private static GraphQlText? Parse(string text, SourceSpan span, Func<int, int, SourceSpan> place, IBindContext context)
    {
        int expression = text.IndexOf("{{", StringComparison.Ordinal);
        if (expression >= 0)
        {
            GraphQlDiagnostics.Expression(context, place(expression, 2));
            return null;
        }

        try
        {
            return new GraphQlText(text, GraphQlDocument.Read(text), span);
        }
        catch (GraphQlSyntaxException exception)
        {
            GraphQlDiagnostics.Syntax(context, place(Math.Clamp(exception.At, 0, Math.Max(0, text.Length - 1)), 1), exception.Message);
            return null;
        }
    }

    private static SourceSpan Place(string file, string text, int at, int length)
    {
        int line = 1 + text.AsSpan(0, at).Count('\n');
        return new SourceSpan(file, line, at - (at == 0 ? -1 : text.LastIndexOf('\n', at - 1)), length);
    }
}
