using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Seatrial.Core.Flows;
using Seatrial.Core.Load;
using Seatrial.Flows.Running;
using Seatrial.Project.Flows;
using Seatrial.Project.Load;

namespace Seatrial.Flows.Load;

/// <summary>What a load came to: its limits judged, its failure told, and the journeys recorded that show it.</summary>
/// <param name="flow">The flow.</param>
/// <param name="load">The plan.</param>
/// <param name="tally">What came.</param>
/// <param name="sink">Where the attempt reports.</param>
/// <param name="time">The clock.</param>
internal sealed class LoadConclusion(FlowPlan flow, LoadPlan load, LoadTally tally, IFlowSink sink, TimeProvider time)
{
    /// <summary>Beyond it the machine that makes the load is too busy for what it measures to be the product's.</summary>
    private static readonly TimeSpan TooLate = TimeSpan.FromMilliseconds(100);

    /// <summary>The first of the checks that do not hold, and whether it is for want of samples alone.</summary>
    private ImmutableArray<(LoadThreshold Threshold, CheckRecord Check, bool IsTooFew)> _judged = [];

    /// <summary>Judges and records.</summary>
    /// <param name="elapsed">How long journeys were begun.</param>
    /// <param name="duration">How long it took until the last had ended.</param>
    /// <param name="endedEarly">Why it ended before its time.</param>
    /// <param name="isCancelled">Whether the run was cancelled.</param>
    public async Task<FlowAttemptResult> ConcludeAsync(TimeSpan elapsed, TimeSpan duration, string? endedEarly, bool isCancelled)
    {
        LoadJudgement judgement = new(tally, elapsed);
        _judged = [.. load.Thresholds.Select(t => (t, judgement.Judge(t))).Select(static t => (t.t, t.Item2.Check, t.Item2.IsTooFew))];
        LoadReport report = tally.Report(elapsed, endedEarly) with { Thresholds = [.. _judged.Select(static j => j.Check)] };
        bool hasFailed = endedEarly is not null || _judged.Any(static j => !j.Check.Passed);
        LoadJourney? shown = Shown(hasFailed);
        StepFailure? failure = isCancelled
            ? new StepFailure(FailureKind.Cancelled, 0, flow.Steps[0].Name, "the run was cancelled under load", load.Span) { Signature = "load: cancelled" }
            : hasFailed ? Failure(report, shown) : null;
        await RecordAsync(report, failure, shown, hasFailed, duration);
        FlowOutcome outcome = failure?.Kind switch
        {
            null => tally.Degraded > 0 ? FlowOutcome.PassedDegraded : FlowOutcome.Passed,
            FailureKind.Test or FailureKind.Seatrial or FailureKind.Cancelled => FlowOutcome.Inconclusive,
            _ => FlowOutcome.Failed,
        };
        return new FlowAttemptResult(outcome, duration, failure, shown?.Result.TraceIds ?? []) { AnyAnswer = tally.AnyAnswer, Load = report };
    }

    private bool AnyRed(params ReadOnlySpan<LoadMetricKind> kinds)
    {
        foreach (var judged in _judged)
        {
            if (!judged.Check.Passed && kinds.Contains(judged.Threshold.Metric.Kind))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The journey that shows best what happened: one that failed as most did, or the slowest.</summary>
    private LoadJourney? Shown(bool hasFailed)
    {
        LoadJourney? failed = tally.MostFrequent() is { } most ? tally.Samples.FirstOrDefault(s => s.Number == most.Journey) ?? tally.Samples[0] : null;
        bool isSlow = !AnyRed(LoadMetricKind.ErrorShare, LoadMetricKind.ErrorCount) && AnyRed(LoadMetricKind.Percentile, LoadMetricKind.Mean, LoadMetricKind.Most);
        return !hasFailed ? tally.FirstPassed : isSlow ? tally.Slowest ?? failed : failed ?? tally.Slowest;
    }

    private FailureKind KindOf()
    {
        bool areErrorsRed = AnyRed(LoadMetricKind.ErrorShare, LoadMetricKind.ErrorCount);
        return tally.MostFrequent() is { } most && (areErrorsRed || most.Failure.Kind is FailureKind.Test or FailureKind.Seatrial) ? most.Failure.Kind
            : _judged.Any(static j => !j.Check.Passed) && _judged.All(static j => j.Check.Passed || j.IsTooFew) ? FailureKind.Test
            : !areErrorsRed && tally.Lateness.Percentile(0.99) > TooLate ? FailureKind.Test
            : FailureKind.Expectation;
    }

    private StepFailure Failure(LoadReport report, LoadJourney? shown)
    {
        StepFailure? example = shown?.Result.Failure;
        StepRecord? longest = shown is null || example is not null ? null : shown.Steps.Select(static s => s.Record).MaxBy(static r => r.Duration);
        var first = _judged.FirstOrDefault(static j => !j.Check.Passed);
        return new StepFailure(KindOf(), flow.Steps.Length, Name, Message(report, shown), first.Threshold?.Span ?? load.Span)
        {
            Target = example?.Target ?? longest?.Target,
            Fault = example?.Fault,
            HttpStatus = example?.HttpStatus,
            Issuer = example?.Issuer,
            TraceId = example?.TraceId ?? longest?.TraceId,
            Signature = $"load: {first.Threshold?.Metric.Name ?? "aborted"}{(example?.Signature is { } signature ? $" {signature}" : string.Empty)}",
        };
    }

    private string Name => $"load {load.InWords}";

    private string Message(LoadReport report, LoadJourney? shown)
    {
        StringBuilder text = new($"Load of {load.InWords}: ");
        text.AppendJoin("\n  ", _judged.Where(static j => !j.Check.Passed).Select(static j => $"{j.Check.Subject}: {j.Check.Message}").DefaultIfEmpty("it was ended"));
        if (report.EndedEarly is { } early)
        {
            text.Append("\n  ended early, ").Append(early);
        }

        text.Append("\n  ").Append(Counts(report));
        if (report.Lateness > TooLate)
        {
            text.Append("\n  journeys began up to ").Append(Wording.Time(report.Lateness)).Append(" late (99 in 100): the machine that makes the load is too busy to tell who is slow");
        }

        if (report.Failures is [var most, ..])
        {
            text.Append(CultureInfo.InvariantCulture, $"\n  {most.Count} of {report.Failed} failed like journey {most.Journey}");
        }

        if (shown?.Result.Failure is { } failure)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n  journey {shown.Number}: {failure.Message.ReplaceLineEndings("\n  ")}");
        }
        else if (shown is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n  the slowest, journey {shown.Number}, took {Wording.Time(shown.Duration)}: {string.Join(", ", shown.Steps.Where(static s => s.Record.Outcome != StepOutcome.Skipped).Select(static s => $"{s.Record.Name} {Wording.Time(s.Record.Duration)}"))}");
        }

        return text.ToString();
    }

    private static string Counts(LoadReport report)
    {
        string due = report.Due is { } all ? string.Create(CultureInfo.InvariantCulture, $"{all} journeys were due, ") : string.Empty;
        string dropped = report.Due is null ? string.Empty : string.Create(CultureInfo.InvariantCulture, $", {report.Dropped} dropped");
        return string.Create(CultureInfo.InvariantCulture, $"{due}{report.Began} began ({report.Rate:0.#}/s), {report.Passed} passed, {report.Failed} failed{dropped}; at most {report.MostUsers} at once");
    }

    /// <summary>Records the journey that is shown in the places of the flow's steps, then the load itself, then the other ways to fail.</summary>
    private async Task RecordAsync(LoadReport report, StepFailure? failure, LoadJourney? shown, bool hasFailed, TimeSpan duration)
    {
        if (shown is not null)
        {
            await RecordAsync(shown, 0);
        }

        StepExchange? exchange = hasFailed ? shown?.Steps.FirstOrDefault(s => s.Record.Failure is not null || s.Record.TraceId == failure?.TraceId).Exchange : null;
        StepRecord own = new(flow.Steps.Length, Name, "load", load.InWords, failure is null ? StepOutcome.Passed : StepOutcome.Failed, time.GetUtcNow() - duration, duration)
        {
            Target = failure?.Target,
            Checks = report.Thresholds,
            Failure = failure,
            TraceId = failure?.TraceId,
        };
        await sink.StepFinishedAsync(own, exchange, CancellationToken.None);
        int next = flow.Steps.Length + 1;
        foreach (LoadJourney sample in tally.Samples.Where(s => s != shown))
        {
            await RecordAsync(sample, next);
            next += flow.Steps.Length;
        }
    }

    private async Task RecordAsync(LoadJourney journey, int offset)
    {
        foreach ((StepRecord record, StepExchange? exchange) in journey.Steps)
        {
            if (record.TraceId is not null)
            {
                sink.StepStarted(record.Index, record.Name, record.TraceId);
            }

            string name = string.Create(CultureInfo.InvariantCulture, $"{record.Name} (journey {journey.Number})");
            await sink.StepFinishedAsync(record with { Index = offset + record.Index, Name = name }, exchange, CancellationToken.None);
        }
    }
}
