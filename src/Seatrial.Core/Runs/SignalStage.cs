using System.Collections.Immutable;
using System.Text.Json;
using Seatrial.Core.Deployments;
using Seatrial.Core.Environments;
using Seatrial.Core.Flows;
using Seatrial.Core.Journal;
using Seatrial.Core.Triage;
using Seatrial.Core.Verdicts;

namespace Seatrial.Core.Runs;

/// <summary>Reads a run's telemetry once it is complete, or declares it incomplete, and ranks the suspects.</summary>
/// <param name="stream">The run's stream.</param>
/// <param name="setup">The snapshot.</param>
/// <param name="services">What every run shares.</param>
internal sealed class SignalStage(RunStream stream, RunSetup setup, RunServices services)
{
    private const string ShapesBlob = "trace-shapes";
    private const string FailingBlob = "failing-traces";
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);

    private string RunId => stream.State.Request!.RunId;

    public async Task CollectAsync(EnvironmentState environment, CancellationToken cancellationToken)
    {
        DateTimeOffset started = stream.Now;
        if (!services.Signals.IsListening)
        {
            TelemetryHealth none = new(SignalCompleteness.NotCollected, 0, 0, 0, 0, [], TimeSpan.Zero);
            await AppendAsync(none, [], [], [], cancellationToken);
            return;
        }

        (string FlowId, AttemptState Attempt)[] attempts =
        [
            .. stream.State.Flows.Values
                .OrderBy(f => f.FlowId, StringComparer.Ordinal)
                .SelectMany(f => f.Attempts.Counted().Select(a => (f.FlowId, a))),
        ];
        string[] ids = [.. attempts.SelectMany(a => a.Attempt.Result!.TraceIds).Where(static id => id.Length > 0).Distinct(StringComparer.Ordinal)];
        Dictionary<string, TraceSignals> traces = (await WaitAsync(ids, started, cancellationToken))
            .ToDictionary(static t => t.Key, t => SignalRedaction.Of(t.Value, setup.Runner.Redact), StringComparer.Ordinal);
        TelemetryHealth health = HealthOf(traces, started);
        ImmutableArray<FailingStep> failing = FailingOf(attempts, traces, await GreenShapesAsync(environment, cancellationToken));
        await AppendAsync(health, RankOf(failing, traces), ShapesOf(attempts, traces), failing, cancellationToken);
    }

    private async Task<Dictionary<string, TraceSignals>> WaitAsync(string[] ids, DateTimeOffset started, CancellationToken cancellationToken)
    {
        while (true)
        {
            Dictionary<string, TraceSignals> traces = ids.ToDictionary(id => id, id => services.Signals.Read(RunId, id), StringComparer.Ordinal);
            DateTimeOffset now = stream.Now;
            if (traces.Values.All(t => TraceCompleteness.IsComplete(t, now, setup.Policy.SignalsQuiet))
                || now - LastSign(traces, started) >= setup.Policy.SignalsSilence
                || now - started >= setup.Policy.SignalsWithin)
            {
                return traces;
            }

            await Task.Delay(Poll, services.Clock, cancellationToken);
        }
    }

    /// <summary>When the run was last heard of: by telemetry, or by its flows, whichever came later.</summary>
    private static DateTimeOffset LastSign(Dictionary<string, TraceSignals> traces, DateTimeOffset started) =>
        traces.Values.Max(t => t.LastArrival) is { } last && last > started ? last : started;

    private TelemetryHealth HealthOf(Dictionary<string, TraceSignals> traces, DateTimeOffset started)
    {
        DateTimeOffset now = stream.Now;
        int complete = traces.Values.Count(t => TraceCompleteness.IsComplete(t, now, setup.Policy.SignalsQuiet));
        int spans = traces.Values.Sum(t => t.Spans.Length);
        SignalCompleteness completeness = complete == traces.Count ? SignalCompleteness.Complete
            : spans == 0 ? SignalCompleteness.Absent
            : SignalCompleteness.Partial;
        ImmutableArray<string> reporting =
        [
            .. traces.Values.SelectMany(t => t.Spans).Select(s => s.Service).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
        ];
        return new(completeness, traces.Count, complete, spans, traces.Values.Sum(t => t.Logs.Length), reporting, now - started);
    }

    private static ImmutableArray<FailingStep> FailingOf(
        IEnumerable<(string FlowId, AttemptState Attempt)> attempts,
        Dictionary<string, TraceSignals> traces,
        ILookup<(string FlowId, int StepIndex), TraceShape> green) =>
    [
        .. attempts
            .Where(a => a.Attempt.Result!.Outcome == FlowOutcome.Failed && a.Attempt.Result.Failure is not null)
            .SelectMany(a => StepsOf(a.FlowId, a.Attempt.Result!, traces, green)),
    ];

    /// <summary>The step that failed and those before it: what failed later may have begun there.</summary>
    private static IEnumerable<FailingStep> StepsOf(
        string flowId,
        FlowAttemptResult result,
        Dictionary<string, TraceSignals> traces,
        ILookup<(string FlowId, int StepIndex), TraceShape> green)
    {
        StepFailure failure = result.Failure!;
        TraceSignals none = new(string.Empty, [], [], null, false);
        for (int i = 0; i < result.TraceIds.Length && i < failure.StepIndex; i++)
        {
            if (result.TraceIds[i] != failure.TraceId && traces.TryGetValue(result.TraceIds[i], out TraceSignals? earlier) && !earlier.Spans.IsEmpty)
            {
                yield return new(flowId, i, failure, earlier, green[(flowId, i)].FirstOrDefault());
            }
        }

        yield return new(
            flowId,
            failure.StepIndex,
            failure,
            failure.TraceId is { } id && traces.TryGetValue(id, out TraceSignals? trace) ? trace : none,
            green[(flowId, failure.StepIndex)].FirstOrDefault());
    }

    private ImmutableArray<Suspect> RankOf(ImmutableArray<FailingStep> failing, Dictionary<string, TraceSignals> traces)
    {
        HashSet<string> failed = failing.Where(f => f.IsTheOne).Select(f => f.Trace.TraceId).ToHashSet(StringComparer.Ordinal);
        return SuspectRanking.Rank(new(
            failing,
            [.. traces.Values.Where(t => !failed.Contains(t.TraceId) && !t.Spans.IsEmpty)],
            stream.State.Request!.Deployment is { } deployment ? [.. deployment.Services.Select(s => s.Name)] : [],
            stream.State.Settled?.Versions ?? VersionSet.Empty));
    }

    /// <summary>The shapes of the steps of flows that passed, so that a later failure has something to be compared with.</summary>
    private static ImmutableArray<TraceShape> ShapesOf(
        IEnumerable<(string FlowId, AttemptState Attempt)> attempts,
        Dictionary<string, TraceSignals> traces) =>
    [
        .. attempts
            .Where(a => a.Attempt.Result!.Outcome is FlowOutcome.Passed or FlowOutcome.PassedDegraded)
            .SelectMany(a => a.Attempt.Result!.TraceIds.Select((id, index) => (a.FlowId, index, Trace: traces.GetValueOrDefault(id))))
            .Where(t => t.Trace is { Spans.IsEmpty: false })
            .Select(t => TraceShapes.Of(t.FlowId, t.index, t.Trace!)),
    ];

    /// <summary>The shapes of the newest passed runs of this environment.</summary>
    private async Task<ILookup<(string FlowId, int StepIndex), TraceShape>> GreenShapesAsync(
        EnvironmentState environment,
        CancellationToken cancellationToken)
    {
        ImmutableArray<TraceShape> shapes = [];
        if (environment.Finished.FindLast(f => f.Verdict is Verdict.Passed) is { } green)
        {
            StreamId id = StreamId.Run(stream.State.Request!.Project, green.RunId);
            if (await services.Journal.ReadBlobAsync(id, ShapesBlob, cancellationToken) is { } blob)
            {
                shapes = JsonSerializer.Deserialize(blob.Content.Span, JournalJsonContext.Default.ImmutableArrayTraceShape);
            }
        }

        return shapes.ToLookup(s => (s.FlowId, s.StepIndex));
    }

    private async Task AppendAsync(
        TelemetryHealth health,
        ImmutableArray<Suspect> suspects,
        ImmutableArray<TraceShape> shapes,
        ImmutableArray<FailingStep> failing,
        CancellationToken cancellationToken)
    {
        List<JournalBlob> blobs = [];
        Add(ShapesBlob, JsonSerializer.SerializeToUtf8Bytes(shapes, JournalJsonContext.Default.ImmutableArrayTraceShape), !shapes.IsEmpty);
        ImmutableArray<TraceSignals> traces = [.. failing.Select(f => f.Trace).Where(t => !t.Spans.IsEmpty).DistinctBy(t => t.TraceId, StringComparer.Ordinal)];
        Add(FailingBlob, JsonSerializer.SerializeToUtf8Bytes(traces, JournalJsonContext.Default.ImmutableArrayTraceSignals), !traces.IsEmpty);
        RunEvent.SignalsCollected collected = new(health, suspects, Id(FailingBlob), Id(ShapesBlob)) { At = stream.Now };
        await stream.AppendAsync(Durability.Durable, [collected], [.. blobs], cancellationToken);

        void Add(string id, byte[] content, bool isWanted)
        {
            if (isWanted && content.Length <= JournalBlob.MaxBytes)
            {
                blobs.Add(new(id, "application/json", content));
            }
        }

        string? Id(string id) => blobs.Any(b => b.Id == id) ? id : null;
    }
}
