using System.Collections.Immutable;
using Seatrial.Core.Documents;
using Seatrial.Core.Flows;

namespace Seatrial.Flows.Calling;

/// <summary><c>call: flow-id</c>, with inputs under <c>with</c>; the outputs are the answer's document.</summary>
public sealed class CallVerb : IStepVerb
{
    /// <inheritdoc/>
    public string Key => "call";

    /// <inheritdoc/>
    public IReadOnlyCollection<string> OwnKeys { get; } = ["with"];

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Subjects { get; } = [];

    /// <inheritdoc/>
    public VerbShape Shape { get; } = new("Runs another flow of the project: the path of its file below `flows/`, without `.flow.yaml`.", new DocumentShape.Text())
    {
        Keys = [new("with", new DocumentShape.Names(new DocumentShape.Anything()), "Its inputs.")],
    };

    /// <inheritdoc/>
    public IStepAction? Bind(DocumentNode.Mapping step, IBindContext context)
    {
        if (step.Find(Key)?.Value is not DocumentNode.Scalar { Text.Length: > 0 } id)
        {
            Report(context, "ST0701", step.Find(Key)?.Value.Span ?? step.Span, "`call` names a flow.", "Write for example: `call: sign-in`");
            return null;
        }

        if (!context.FlowIds.Contains(id.Text, StringComparer.Ordinal))
        {
            string known = context.FlowIds.Count == 0 ? "The project has no other flow." : $"Known: {string.Join(", ", context.FlowIds.Order(StringComparer.Ordinal).Take(8))}.";
            Report(context, "ST0702", id.Span, $"There is no flow `{id.Text}`.", known);
            return null;
        }

        ImmutableArray<CallInput>.Builder inputs = ImmutableArray.CreateBuilder<CallInput>();
        switch (step.Find("with")?.Value)
        {
            case null:
                break;
            case DocumentNode.Mapping map:
                inputs.AddRange(map.Entries.Select(entry => new CallInput(entry.Key.Text, context.Bind(entry.Value), entry.Key.Span)));
                break;
            case DocumentNode other:
                Report(context, "ST0703", other.Span, $"`with` is a map from inputs to values, and here stands {other.Describe()}.", "Write one line an input below `with:`.");
                break;
        }

        return new CallAction(id.Text, inputs.ToImmutable(), id.Span);
    }

    private static void Report(IBindContext context, string code, SourceSpan span, string message, string hint) =>
        context.Report(new Diagnostic(code, DiagnosticSeverity.Error, span, message, hint));
}
