using System.Collections.Immutable;
using Seatrial.Core.Documents;
using Seatrial.Core.Flows;
using Seatrial.Flows.Running;

namespace Seatrial.Flows.Tracing;

/// <summary>
/// Waits until the traces of the steps before it show what is expected, or cannot any more. What more telemetry could change
/// is only believed once the traces are complete; if they do not become so, nothing is known.
/// </summary>
internal sealed class TraceAction(ImmutableArray<TraceClause> clauses, SourceSpan span) : IStepAction
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    // Exporters of OpenTelemetry send every five seconds unless told otherwise.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    public string Summary { get; } = Servers.Shown.Line(string.Join(", ", clauses.Select(static clause => clause.Text)));

    /// <inheritdoc/>
    public string? Target { get; } = clauses.Select(static clause => clause.Selector.Service).Distinct(StringComparer.Ordinal).ToArray() is [var only] ? only : null;

    /// <inheritdoc/>
    public bool IsIdempotent => true;

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Names { get; } = [.. clauses.SelectMany(static clause => clause.Names).Distinct(StringComparer.Ordinal)];

    /// <summary>Waits and judges.</summary>
    /// <param name="context">The scope of the step.</param>
    /// <param name="traces">The traces of the attempt.</param>
    /// <param name="within">The step's own deadline, if it has one.</param>
    /// <param name="cancellationToken">Fires when the nearest deadline passes or the run is cancelled.</param>
    /// <exception cref="EvidenceMissingException">What there is does not suffice to judge.</exception>
    public async ValueTask<StepAnswer> JudgeAsync(StepContext context, AttemptTraces traces, TimeSpan? within, CancellationToken cancellationToken)
    {
        long started = traces.Time.GetTimestamp();
        TimeSpan patience = within ?? Patience;
        TraceJudge judge = new(context.Scope, traces.Mask);
        while (true)
        {
            ImmutableArray<StepSignals> all = traces.Look() ?? throw NotListening();
            ImmutableArray<ClauseJudgement> judgements = [.. clauses.Select(clause => judge.Judge(clause, LookedAt(clause, all)))];
            TimeSpan elapsed = traces.Time.GetElapsedTime(started);
            bool isOver = elapsed >= patience || cancellationToken.IsCancellationRequested;
            if (judgements.Any(static judgement => judgement.State == ClauseState.Broken) || judgements.All(static judgement => judgement.IsSettled))
            {
                return new TraceAnswer(judgements, all, elapsed);
            }

            if (isOver)
            {
                return judgements.All(static judgement => judgement.IsJudgeable) ? new TraceAnswer(judgements, all, elapsed) : throw Missing(judgements, all, elapsed);
            }

            await PauseAsync(traces, patience - elapsed, cancellationToken);
        }
    }

    private ImmutableArray<StepSignals> LookedAt(TraceClause clause, ImmutableArray<StepSignals> all)
    {
        if (all.IsEmpty)
        {
            throw new FlowExpressionException(span, "no step before this one sends requests that belong to a trace");
        }

        if (clause.Step is not { } id)
        {
            return all;
        }

        ImmutableArray<StepSignals> one = [.. all.Where(step => step.StepId == id)];
        return one.IsEmpty
            ? throw new FlowExpressionException(clause.Span, $"no step before this one with a trace has the id '{id}'. There are: {string.Join(", ", all.Select(static step => step.StepId))}")
            : one;
    }

    private static async Task PauseAsync(AttemptTraces traces, TimeSpan left, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(left < Poll ? left : Poll, traces.Time, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested && !traces.IsRunCancelled)
        {
            // A deadline has passed: what came until then is judged.
        }
    }

    private static EvidenceMissingException NotListening() => new(
    [
        "no telemetry can reach this run, so nothing is known of its traces",
        "let `seatrial run` take it in with --otlp-grpc PORT or --otlp-http PORT, or verify under `seatrial serve`; the services export to its address",
    ]);

    private static EvidenceMissingException Missing(ImmutableArray<ClauseJudgement> judgements, ImmutableArray<StepSignals> all, TimeSpan elapsed)
    {
        if (all.All(static step => step.Spans.IsEmpty && step.Signals.Logs.IsEmpty))
        {
            return new(
            [
                $"no telemetry reached this run within {Wording.Time(elapsed)}, so nothing is known of its traces",
                "do the services export OTLP to where this run takes it in (OTEL_EXPORTER_OTLP_ENDPOINT), and do they pass `traceparent` on?",
            ]);
        }

        return new(
        [
            $"the traces were not complete after {Wording.Time(elapsed)}, so this is not known:",
            .. judgements.Where(static judgement => !judgement.IsJudgeable).Select(static judgement => $"{judgement.Clause.Text}: {(judgement.State == ClauseState.Open ? judgement.Checks.First(static check => !check.Passed).Message : "held so far, and more may come")}"),
            .. judgements.Where(static judgement => !judgement.IsJudgeable).SelectMany(static judgement => judgement.Looked).Where(static step => !step.IsComplete)
                .Select(static step => $"the trace of \"{step.StepName}\": {step.WhyIncomplete()}").Distinct(StringComparer.Ordinal),
        ]);
    }
}
