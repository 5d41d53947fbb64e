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
    : StepAnswer
{
    /// <summary>The steps of the called flow; masked.</summary>
    public ImmutableArray<StepRecord> Steps => steps;

    /// <summary>Why the called flow failed, if it did.</summary>
    public StepFailure? InnerFailure => innerFailure;

    /// <inheritdoc/>
    public override TimeSpan Duration => duration;

    /// <inheritdoc/>
    public override StepExchange Exchange =>
        new("call", new ExchangeMessage($"call {flowId}", [], null, 0, false), null, null, null);

    /// <inheritdoc/>
    public override string? ProtocolFailure => innerFailure is null ? null : $"the called flow {flowId} failed at its {innerFailure.Message}";

    /// <inheritdoc/>
    public override bool IsSecret => outputs.IsSecret;

    /// <inheritdoc/>
    public override JsonElement Document(out string? whyNot)
    {
        whyNot = outputs.Exists ? null : "the called flow gave nothing back";
        return outputs.Json;
    }

    /// <inheritdoc/>
    public override FlowValue Subject(string subject) =>
        subject is "duration" ? FlowValues.Of(duration.TotalMilliseconds) : default;
}
