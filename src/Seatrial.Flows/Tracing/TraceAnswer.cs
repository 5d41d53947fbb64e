using System.Collections.Immutable;
using System.Text.Json;
using Seatrial.Core.Flows;

namespace Seatrial.Flows.Tracing;

/// <summary>What came of the traces, judged.</summary>
/// <param name="judgements">The clauses, judged.</param>
/// <param name="all">All that came.</param>
/// <param name="duration">How long was waited.</param>
internal sealed class TraceAnswer(ImmutableArray<ClauseJudgement> judgements, ImmutableArray<StepSignals> all, TimeSpan duration) : StepAnswer
{
    /// <inheritdoc/>
    public override TimeSpan Duration => duration;

    /// <inheritdoc/>
    public override ImmutableArray<CheckRecord> Checks => [.. judgements.SelectMany(static judgement => judgement.Checks)];

    /// <inheritdoc/>
    public override bool HadNoEffect => true;

    /// <summary>The trace to look at: of the first clause that does not hold, the one that has most.</summary>
    public string? TraceId => judgements.FirstOrDefault(static judgement => judgement.Checks.Any(static check => !check.Passed))?
        .Looked.OrderByDescending(static step => step.Spans.Length).FirstOrDefault()?.Signals.TraceId;

    /// <inheritdoc/>
    public override StepExchange Exchange => TraceText.Exchange(all);

    /// <inheritdoc/>
    public override JsonElement Document(out string? whyNot)
    {
        whyNot = null;
        return SignalJson.Of(all.SelectMany(static step => step.Spans), all.SelectMany(static step => step.Signals.Logs));
    }

    /// <inheritdoc/>
    public override FlowValue Subject(string subject) => subject switch
    {
        "spans" => FlowValues.Of(all.Sum(static step => step.Spans.Length)),
        "logs" => FlowValues.Of(all.Sum(static step => step.Signals.Logs.Length)),
        _ => default,
    };
}
