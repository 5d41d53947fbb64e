using System.Collections.Immutable;
using System.Text.Json;
using Seatrial.Core.Flows;

namespace Seatrial.Flows.Calling;

/// <summary>What a called flow gave back.</summary>
internal sealed class CallAnswer(
    string flowId,
    TimeSpan duration,
    ImmutableArray<StepRecord> steps,
    StepFailure? innerFailure,
    FlowValue outputs)
    : CompositeAnswer(duration, steps, innerFailure)
{
    /// <inheritdoc/>
    public override StepExchange Exchange =>
        new("call", new ExchangeMessage($"call {flowId}", [], null, 0, false), null, null, null);

    /// <inheritdoc/>
    public override string? ProtocolFailure => InnerFailure is null ? null : $"the called flow {flowId} failed at its {InnerFailure.Message}";

    /// <summary>The HTTP status that its steps were answered with last; a workflow of Arazzo may ask for it.</summary>
    public int? Status { get; init; }

    /// <inheritdoc/>
    public override FlowValue Subject(string subject) => subject == "status" && Status is { } status ? FlowValues.Of(status) : default;

    /// <inheritdoc/>
    public override bool IsSecret => outputs.IsSecret;

    /// <inheritdoc/>
    public override JsonElement Document(out string? whyNot)
    {
        whyNot = outputs.Exists ? null : "the called flow gave nothing back";
        return outputs.Json;
    }
}
