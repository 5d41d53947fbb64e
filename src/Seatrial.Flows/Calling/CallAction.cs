using System.Collections.Immutable;
using Seatrial.Core.Documents;
using Seatrial.Core.Flows;

namespace Seatrial.Flows.Calling;

/// <summary>Runs another flow.</summary>
internal sealed class CallAction(string flowId, ImmutableArray<CallInput> inputs, SourceSpan span) : ICallingAction
{
    /// <inheritdoc/>
    public string FlowId => flowId;

    /// <inheritdoc/>
    public string Summary => flowId;

    /// <inheritdoc/>
    public string? Target => null;

    /// <inheritdoc/>
    public bool IsIdempotent => false;

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Names { get; } =
        new HashSet<string>(inputs.SelectMany(static input => input.Value.Names), StringComparer.Ordinal);

    /// <inheritdoc/>
    public async ValueTask<StepAnswer> CallAsync(StepContext context, IFlowCaller caller)
    {
        ImmutableDictionary<string, FlowValue>.Builder values = ImmutableDictionary.CreateBuilder<string, FlowValue>(StringComparer.Ordinal);
        foreach (CallInput input in inputs)
        {
            values[input.Name] = input.Value.Evaluate(context.Scope);
        }

        return await caller.CallAsync(flowId, values.ToImmutable(), span);
    }
}
