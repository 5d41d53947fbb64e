using System.Collections.Immutable;
using System.Globalization;
using Seatrial.Core.Deployments;
using Seatrial.Core.Environments;
using Seatrial.Core.Flows;
using Seatrial.Core.Runs;

namespace Seatrial.Core.Verdicts;

/// <summary>Reaches the verdict of a run: the cause table of <c>docs/architecture.md</c>, as a pure function.</summary>
public static class VerdictPolicy
{
    /// <summary>More red flows than this share, without one sign of the services, are the environment's.</summary>
    private const double OutageShare = 0.8;

    /// <summary>Reaches the verdict.</summary>
    /// <param name="evidence">What is known.</param>
    /// <returns>The verdict, and what it says of each flow.</returns>
    public static (Verdict Verdict, ImmutableArray<FlowJudgement> Flows) Decide(VerdictEvidence evidence)
    {
        switch (evidence.Settled.Outcome)
        {
            case SettleOutcome.CrashLooping:
                return (new Verdict.Failed(Cause.Product, $"what was deployed does not stay up: {evidence.Settled.Detail}"), []);
            case SettleOutcome.NeverSeen:
                return (new Verdict.Inconclusive(Cause.Environment, $"what was deployed never answered: {evidence.Settled.Detail}"), []);
        }

        ImmutableArray<FlowJudgement> flows = Judge(evidence);
        return (Summarize(evidence, flows), flows);
    }

    private static ImmutableArray<FlowJudgement> Judge(VerdictEvidence evidence)
    {
        bool outage = IsOutage(evidence);
        return [.. evidence.Plan.Select(flow => Judge(evidence, flow, evidence.Flows[flow.Id], outage))];
    }

    private static FlowJudgement Judge(VerdictEvidence evidence, FlowHeader flow, FlowState state, bool outage)
    {
        ImmutableArray<AttemptState> attempts = [.. state.Attempts.Counted()];
        FlowAttemptResult? last = attempts.LastOrDefault()?.Result;
        FlowOutcome outcome = last?.Outcome ?? FlowOutcome.Skipped;
        bool isFlaky = attempts.Length > 1 && outcome is FlowOutcome.Passed or FlowOutcome.PassedDegraded
            && attempts.Any(a => a.Result!.Outcome == FlowOutcome.Failed);
        Blame? blame = outcome switch
        {
            FlowOutcome.Failed => CauseOf(evidence, flow, last!.Failure!, outage),
            FlowOutcome.Inconclusive => new(OwnCause(last!.Failure), last.Failure?.Message ?? "it was cancelled"),
            _ => null,
        };
        return new(flow.Id, outcome, isFlaky, flow.IsCritical, blame?.Cause, blame?.Reason)
        {
            IsEvidenceMissing = blame is { IsEvidenceMissing: true },
            Hash = flow.Hash,
            Duration = last?.Duration ?? TimeSpan.Zero,
            Failure = outcome is FlowOutcome.Failed or FlowOutcome.Inconclusive
                ? last!.Failure
                : attempts.Select(a => a.Result!.Failure).LastOrDefault(f => f is not null),
        };
    }

    private static Cause OwnCause(StepFailure? failure) => failure?.Kind switch
    {
        FailureKind.Test => Cause.Test,
        FailureKind.Evidence => Cause.Environment,
        _ => Cause.Seatrial,
    };

    private static Blame CauseOf(VerdictEvidence evidence, FlowHeader flow, StepFailure failure, bool outage)
    {
        if (failure.Kind is FailureKind.Test or FailureKind.Seatrial or FailureKind.Evidence)
        {
            return new(OwnCause(failure), failure.Message);
        }

        if (evidence.Request.Deployment is not { } deployment)
        {
            return outage
                ? new(Cause.Environment, "nearly every flow is red and no service gave a sign of life")
                : new(Cause.Product, "it fails, and failed again");
        }

        if (outage || (IsUnreachable(failure) && !IsDeployed(deployment, failure.Target)))
        {
            return new(Cause.Environment, outage
                ? "nearly every flow is red and no service gave a sign of life"
                : $"{failure.Target ?? "its target"} {(failure.Fault == TransportFault.Denied ? "does not let us in" : "cannot be reached from here")}, and nothing of it was deployed");
        }

        return evidence.Request.Trigger == RunTrigger.Remedy ? new(Cause.Product, "it fails after the remedy") : Compare(evidence, flow);
    }

    /// <summary>Whether the flow was green on what the deployment replaced.</summary>
    private static Blame Compare(VerdictEvidence evidence, FlowHeader flow)
    {
        if (!evidence.IsAttested)
        {
            return new(Cause.Environment, "nothing shows that what answered is what was deployed", IsEvidenceMissing: true);
        }

        FlowJudgement? before = evidence.Baseline?.Flows.FirstOrDefault(f => f.FlowId == flow.Id && f.Hash == flow.Hash);
        return before?.Outcome switch
        {
            FlowOutcome.Passed or FlowOutcome.PassedDegraded => new(Cause.Product, $"it failed twice, and was green before ({evidence.Baseline!.RunId})"),
            FlowOutcome.Failed => new(Cause.Environment, $"it was red against the replaced version too ({evidence.Baseline!.RunId})"),
            _ when evidence.FirstDeployment == FirstDeployment.Trust => new(
                Cause.Product,
                "it failed twice; nothing is known of the replaced version, and the policy trusts the flows"),
            _ => new(Cause.Environment, "no run of the replaced version shows that it was green before", IsEvidenceMissing: true),
        };
    }

    private static bool IsUnreachable(StepFailure failure) => failure.Kind is FailureKind.Transport or FailureKind.Authentication
        && failure.Fault is TransportFault.NameResolution or TransportFault.ConnectionRefused or TransportFault.Tls or TransportFault.Denied;

    private static bool IsDeployed(Deployment deployment, string? service) => deployment.Services.Any(s => s.Name == service);

    /// <summary>Whether nearly everything is red and nothing on the other side shows that it was asked at all.</summary>
    private static bool IsOutage(VerdictEvidence evidence)
    {
        FlowAttemptResult[] results =
        [
            .. evidence.Plan
                .Select(f => evidence.Flows[f.Id].Attempts.Counted().LastOrDefault()?.Result)
                .OfType<FlowAttemptResult>(),
        ];
        int red = results.Count(r => r.Outcome == FlowOutcome.Failed);
        return red > OutageShare * results.Length && !evidence.AnySpan && !results.Any(r => r.AnyAnswer);
    }

    private static Verdict Summarize(VerdictEvidence evidence, ImmutableArray<FlowJudgement> flows)
    {
        FlowJudgement[] critical = [.. flows.Where(f => f.IsCritical)];
        FlowJudgement[] red = [.. critical.Where(f => f.Outcome == FlowOutcome.Failed)];
        if (red.Where(f => f.Cause == Cause.Product).ToArray() is { Length: > 0 } product)
        {
            return new Verdict.Failed(Cause.Product, Name(evidence, product));
        }

        if (red.FirstOrDefault(f => f.IsEvidenceMissing) is { } missing)
        {
            return new Verdict.Inconclusive(missing.Cause!.Value, $"{Name(evidence, [missing])}, and {missing.Reason}");
        }

        if (red.Length > 0)
        {
            return new Verdict.Failed(red[0].Cause!.Value, $"{Name(evidence, red)}: {red[0].Reason}");
        }

        if (critical.FirstOrDefault(f => f.Outcome == FlowOutcome.Inconclusive) is { } unclear)
        {
            return new Verdict.Inconclusive(unclear.Cause!.Value, $"{NameOf(evidence, unclear)}: {unclear.Reason}");
        }

        if (critical.FirstOrDefault(f => f.Outcome == FlowOutcome.Skipped) is { } left && evidence.Flows[left.FlowId].SkippedBecause is { } why)
        {
            return new Verdict.Inconclusive(Cause.Test, $"{NameOf(evidence, left)} did not run: {why}");
        }

        return critical.Any(f => f.Outcome is FlowOutcome.Passed or FlowOutcome.PassedDegraded)
            ? new Verdict.Passed(Counts(flows))
            : new Verdict.Inconclusive(Cause.Test, "no critical flow ran, so nothing was shown");
    }

    private static string Name(VerdictEvidence evidence, FlowJudgement[] flows) => flows.Length == 1
        ? $"{NameOf(evidence, flows[0])} fails"
        : string.Create(CultureInfo.InvariantCulture, $"{flows.Length} critical flows fail, first {NameOf(evidence, flows[0])}");

    private static string NameOf(VerdictEvidence evidence, FlowJudgement flow) =>
        $"\u201c{evidence.Plan.First(p => p.Id == flow.FlowId).Name}\u201d";

    private static string Counts(ImmutableArray<FlowJudgement> flows)
    {
        List<string> parts = [];
        Add(flows.Count(f => f.Outcome is FlowOutcome.Passed or FlowOutcome.PassedDegraded), "passed");
        Add(flows.Count(f => f.Outcome == FlowOutcome.PassedDegraded), "of them degraded");
        Add(flows.Count(f => f.IsFlaky), "of them flaky");
        Add(flows.Count(f => f.Outcome == FlowOutcome.Failed), "not critical failed");
        Add(flows.Count(f => f.Outcome == FlowOutcome.Inconclusive), "inconclusive");
        Add(flows.Count(f => f.Outcome == FlowOutcome.Skipped), "skipped");
        return $"{string.Join(", ", parts)}";

        void Add(int count, string what)
        {
            if (count > 0)
            {
                parts.Add(string.Create(CultureInfo.InvariantCulture, $"{count} {what}"));
            }
        }
    }

    /// <summary>Whose a failure is.</summary>
    private sealed record Blame(Cause Cause, string Reason, bool IsEvidenceMissing = false);
}
