using System.Collections.Immutable;
using Seatrial.Core.Deployments;
using Seatrial.Core.Flows;
using Seatrial.Core.Runs;
using Seatrial.Core.Verdicts;

namespace Seatrial.Core.Environments;

/// <summary>An environment as its events tell it: the fold of its stream. Immutable and bounded.</summary>
public sealed record EnvironmentState
{
    /// <summary>The environment before its first event.</summary>
    public static readonly EnvironmentState Empty = new();

    private const int DeliveriesKept = 10_000;
    private const int FinishedKept = 100;
    private const int SpendingsKept = 1_000;

    /// <summary>The sequence of the last event folded in.</summary>
    public long Sequence { get; init; }

    /// <summary>Deployments accepted and not finished, dropped or started yet, oldest first.</summary>
    public ImmutableList<EnvironmentEvent.DeploymentAccepted> Queue { get; init; } = [];

    /// <summary>The deployment whose run has the environment, or null.</summary>
    public EnvironmentEvent.DeploymentAccepted? Active { get; init; }

    /// <summary>The run of each delivery seen, by source and id.</summary>
    public ImmutableDictionary<string, string> Deliveries { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The keys of <see cref="Deliveries"/>, oldest first, so that it stays bounded.</summary>
    public ImmutableQueue<string> DeliveryOrder { get; init; } = ImmutableQueue<string>.Empty;

    /// <summary>Remedies asked for: key, run and time, oldest first.</summary>
    public ImmutableList<EnvironmentEvent.RemedySpent> Spendings { get; init; } = [];

    /// <summary>Runs that finished, oldest first.</summary>
    public ImmutableList<EnvironmentEvent.RunFinished> Finished { get; init; } = [];

    /// <summary>The versions the environment had when last attested, and what landed since.</summary>
    public VersionSet Versions { get; init; } = VersionSet.Empty;

    /// <summary>The key of a delivery.</summary>
    /// <param name="deployment">The deployment.</param>
    public static string DeliveryKey(Deployment deployment) => $"{deployment.Source}\n{deployment.Id}";

    /// <summary>The environment after one more event.</summary>
    /// <param name="environmentEvent">The event; the stream's next.</param>
    public EnvironmentState Apply(EnvironmentEvent environmentEvent)
    {
        EnvironmentState next = environmentEvent switch
        {
            EnvironmentEvent.DeploymentAccepted accepted =>
                WithDelivery(accepted.Deployment, accepted.RunId) with { Queue = Queue.Add(accepted) },
            EnvironmentEvent.DeploymentAttached attached => WithDelivery(attached.Deployment, attached.RunId),
            EnvironmentEvent.RunStarted started => this with
            {
                Active = Queue.Find(q => q.RunId == started.RunId) ?? Active,
                Queue = Queue.RemoveAll(q => q.RunId == started.RunId),
            },
            EnvironmentEvent.RunDropped dropped => this with { Queue = Queue.RemoveAll(q => q.RunId == dropped.RunId) },
            EnvironmentEvent.RemedySpent spent when Spendings.Any(s => s.Key == spent.Key) => this,
            EnvironmentEvent.RemedySpent spent => this with { Spendings = Bound(Spendings.Add(spent), SpendingsKept) },
            EnvironmentEvent.RunFinished finished => this with
            {
                Active = Active?.RunId == finished.RunId ? null : Active,
                Finished = Bound(Finished.RemoveAll(f => f.RunId == finished.RunId).Add(finished), FinishedKept),
                Versions = finished.Versions.Versions.IsEmpty ? Versions : finished.Versions,
            },
            _ => this,
        };
        return next with { Sequence = Sequence + 1 };
    }

    /// <summary>The last finished run of these versions that reached a verdict within the time to live, or null.</summary>
    /// <param name="versions">The versions.</param>
    /// <param name="now">The time.</param>
    /// <param name="timeToLive">How long a run serves as baseline.</param>
    public EnvironmentEvent.RunFinished? Baseline(VersionSet versions, DateTimeOffset now, TimeSpan timeToLive) =>
        versions.Versions.IsEmpty
            ? null
            : Finished.FindLast(f => f.Verdict is not null && f.Versions.Equals(versions) && now - f.At <= timeToLive);

    /// <summary>The snapshot of the last run of these versions that passed, or null.</summary>
    /// <param name="versions">The versions.</param>
    public string? VerifiedProjectHash(VersionSet versions) =>
        Finished.FindLast(f => f.Verdict is Verdict.Passed && f.Versions.Equals(versions))?.ProjectHash;

    /// <summary>The duration of each flow when it last passed as a whole, by id.</summary>
    public IReadOnlyDictionary<string, TimeSpan> PastDurations()
    {
        Dictionary<string, TimeSpan> durations = new(StringComparer.Ordinal);
        foreach (FlowJudgement flow in Finished.SelectMany(f => f.Flows))
        {
            if (flow.Outcome is FlowOutcome.Passed or FlowOutcome.PassedDegraded && !flow.Hash.Contains(FlowHeader.PartSign, StringComparison.Ordinal))
            {
                durations[flow.FlowId] = flow.Duration;
            }
        }

        return durations;
    }

    /// <summary>How many remedies other than this one were asked for within a window.</summary>
    /// <param name="exceptKey">A remedy's own key, which does not count against itself.</param>
    /// <param name="now">The time.</param>
    /// <param name="window">The window.</param>
    public int RemediesWithin(string exceptKey, DateTimeOffset now, TimeSpan window) =>
        Spendings.Count(s => s.Key != exceptKey && now - s.At <= window);

    private static ImmutableList<T> Bound<T>(ImmutableList<T> list, int kept) =>
        list.Count <= kept ? list : list.RemoveRange(0, list.Count - kept);

    private EnvironmentState WithDelivery(Deployment deployment, string runId)
    {
        string key = DeliveryKey(deployment);
        ImmutableDictionary<string, string> deliveries = Deliveries.SetItem(key, runId);
        ImmutableQueue<string> order = DeliveryOrder.Enqueue(key);
        while (deliveries.Count > DeliveriesKept)
        {
            order = order.Dequeue(out string oldest);
            deliveries = deliveries.Remove(oldest);
        }

        return this with { Deliveries = deliveries, DeliveryOrder = order, Versions = Versions.After(deployment) };
    }
}
