using System.Collections.Immutable;
using System.Globalization;
using Seatrial.Core.Flows;

namespace Seatrial.Core.Triage;

/// <summary>Ranks the services the evidence points at. Deterministic, and each point it gives is a line a person can check.</summary>
/// <remarks>
/// Simple rules over origin errors, logs, missing calls, self-time and what changed do as well as anything published
/// (Fang et al. 2025, arXiv 2510.04711); coverage of failing against passing traces is scored after Ochiai
/// (Abreu et al., "On the accuracy of spectrum-based fault localization", 2007) and only breaks ties.
/// </remarks>
public static class SuspectRanking
{
    /// <summary>The most suspects named.</summary>
    public const int Most = 3;

    private const double ChangedFactor = 2.0;
    private const double UnchangedFactor = 0.5;
    private const int EvidenceLines = 4;

    /// <summary>Ranks.</summary>
    /// <param name="input">What is known.</param>
    /// <returns>The suspects, strongest first, at most <see cref="Most"/>; none when nothing points anywhere.</returns>
    public static ImmutableArray<Suspect> Rank(SuspectInput input)
    {
        if (input.Failing.IsEmpty)
        {
            return [];
        }

        SuspectTally tally = new();
        CallGraph calls = new(input);
        foreach (IGrouping<string, FailingStep> flow in input.Failing.GroupBy(f => $"{f.FlowId}\n{f.Failure.TraceId}", StringComparer.Ordinal))
        {
            bool anyEvidence = false;
            foreach (FailingStep step in flow)
            {
                TraceTree tree = new(step.Trace);
                anyEvidence |= OriginErrors.Score(tally, step, tree, calls);

                // What a step waits for is made by those before it; what it is answered at once is not.
                if (step.IsTheOne || step.Failure.Kind == FailureKind.Deadline)
                {
                    anyEvidence |= ShapeDifferences.Score(tally, step, tree, calls);
                }

                ScoreLogs(tally, step);
            }

            if (flow.FirstOrDefault(f => f.IsTheOne) is { } failed)
            {
                ScoreAnswer(tally, failed, anyEvidence, calls);
            }
        }

        HashSet<string> changed = input.Changed.ToHashSet(StringComparer.Ordinal);
        int failingFlows = input.Failing.Select(f => f.FlowId).Distinct(StringComparer.Ordinal).Count();
        return
        [
            .. tally.Services
                .Where(calls.IsSuspectable)
                .Select(service => ToSuspect(input, tally, calls, service, changed.Contains(service), changed.Count > 0, failingFlows))
                .OrderByDescending(s => s.Score)
                .ThenBy(s => s.Service, StringComparer.Ordinal)
                .Take(Most),
        ];
    }

    private static Suspect ToSuspect(
        SuspectInput input,
        SuspectTally tally,
        CallGraph calls,
        string service,
        bool isChanged,
        bool anyChanged,
        int failingFlows)
    {
        int explained = tally.FlowsOf(service);
        double prior = !anyChanged ? 1 : isChanged ? ChangedFactor : UnchangedFactor;
        double score = ((tally.ScoreOf(service, failingFlows) * prior) + (0.5 * calls.Ochiai(service)))
            * (0.5 + (0.5 * explained / failingFlows));
        ImmutableArray<string> lines = tally.LinesOf(service, EvidenceLines);
        if (failingFlows > 1)
        {
            lines = lines.Add(string.Create(CultureInfo.InvariantCulture, $"explains {explained} of {failingFlows} failing flows"));
        }

        string? version = input.Versions.Versions.GetValueOrDefault(service);
        return new(service, Math.Round(score, 3), isChanged, anyChanged ? lines.Add(isChanged ? "changed by this deployment" : "not changed by this deployment") : lines)
        {
            Version = version,
            Operation = tally.OperationOf(service),
            FirstError = input.Failing
                .SelectMany(f => f.Trace.Logs)
                .Where(l => l.Service == service && l.Severity >= 17)
                .MinBy(l => l.At),
        };
    }

    private static void ScoreLogs(SuspectTally tally, FailingStep step)
    {
        LogRecord? first = step.Trace.Logs.Where(l => l.Severity >= 17).MinBy(l => l.At);
        foreach (LogRecord log in step.Trace.Logs.Where(l => l.Severity >= 13).GroupBy(l => l.Service, StringComparer.Ordinal).Select(g => g.MaxBy(l => l.Severity)!))
        {
            bool isFirst = first is not null && log.Service == first.Service;
            LogRecord shown = isFirst ? first! : log;
            double weight = isFirst ? 2.5 : log.Severity >= 17 ? 1 : 0.75;
            string what = isFirst ? "logged the first error" : log.Severity >= 17 ? "logged an error" : "logged a warning";
            tally.Add(step.FlowId, log.Service, weight, $"{what}: {OneLine(shown)}");
        }
    }

    /// <summary>The service whose answer was not as expected: strong when no service reported an error, weak otherwise.</summary>
    private static void ScoreAnswer(SuspectTally tally, FailingStep step, bool anyEvidence, CallGraph calls)
    {
        if (step.Failure.Target is not { } target)
        {
            return;
        }

        if (step.Failure.Kind == FailureKind.Transport)
        {
            tally.Add(step.FlowId, target, 3, $"gave no answer to \u201c{step.Failure.StepName}\u201d");
            return;
        }

        tally.Add(step.FlowId, target, anyEvidence ? 0.5 : 2, $"its answer to \u201c{step.Failure.StepName}\u201d was not as expected");

        // Who is refused may have been given the wrong token: its issuer decides what it may do.
        if (step.Failure is { HttpStatus: 401 or 403, Issuer: { } issuer } && issuer != target)
        {
            tally.Add(step.FlowId, issuer, 2, $"issued the token that {target} refused with {step.Failure.HttpStatus}");
        }

        // What it answers may be what it was told: the changed services below it share the doubt.
        if (!anyEvidence)
        {
            foreach (string below in step.Trace.Spans.Select(s => s.Service).Distinct(StringComparer.Ordinal).Where(s => s != target && calls.IsSuspectable(s)))
            {
                tally.Add(step.FlowId, below, 0.75, $"took part in the answer to \u201c{step.Failure.StepName}\u201d");
            }
        }
    }

    private static string OneLine(LogRecord log)
    {
        string text = log.ExceptionMessage is { } message && !log.Body.Contains(message, StringComparison.Ordinal)
            ? $"{log.Body} ({log.ExceptionType}: {message})"
            : log.Body;
        text = text.ReplaceLineEndings(" ").Trim();
        return text.Length <= 200 ? text : string.Concat(text.AsSpan(0, 199), "\u2026");
    }
}
