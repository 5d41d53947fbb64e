using System.Text.Json;
using Seatrial.Core.Documents;
using Seatrial.Core.Flows;

namespace Seatrial.Project.Arazzo;

/// <summary>An input nobody gave: what the environment calls so, or its default.</summary>
/// <param name="name">Its name.</param>
/// <param name="isKnown">Whether the project has a variable, service or secret of that name.</param>
/// <param name="otherwise">Its default; undefined when it has none.</param>
/// <param name="span">Where it is described.</param>
internal sealed class WorkflowInput(string name, bool isKnown, JsonElement otherwise, SourceSpan span) : IBoundValue
{
    /// <inheritdoc/>
    public SourceSpan Span => span;

    /// <inheritdoc/>
    public string Source => $"$inputs.{name}";

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Names { get; } = isKnown ? [name] : [];

    /// <inheritdoc/>
    public FlowValue Evaluate(IFlowScope scope) => isKnown && scope.TryGet(name, out FlowValue value) ? value : new(otherwise);
}
