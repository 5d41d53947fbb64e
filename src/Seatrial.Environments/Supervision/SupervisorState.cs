using System.Collections.Immutable;
using Seatrial.Environments.Releases;

namespace Seatrial.Environments.Supervision;

/// <summary>Everything a supervisor knows, as it stands on disk. Immutable; replaced whole.</summary>
internal sealed record SupervisorState
{
    /// <summary>How many plans back a service can be brought.</summary>
    private const int MostHistory = 10;

    public int GatewayPort { get; init; }

    public long RouteRevision { get; init; }

    public long LastInstance { get; init; }

    public string? Release { get; init; }

    /// <summary>The release before, which a rollback brings back in name.</summary>
    public string? ReplacedRelease { get; init; }

    public string Ready { get; init; } = "/health/ready";

    public ServiceInstance? Gateway { get; init; }

    public ImmutableDictionary<string, ServiceInstance> Serving { get; init; } = ImmutableDictionary<string, ServiceInstance>.Empty;

    /// <summary>What each service ran before, newest first.</summary>
    public ImmutableDictionary<string, ImmutableArray<ServicePlan>> History { get; init; } =
        ImmutableDictionary<string, ImmutableArray<ServicePlan>>.Empty;

    public Rollout? Rollout { get; init; }

    /// <summary>Whose environment it is: the project that configured it first; null until then, and after a stop.</summary>
    public string? Project { get; init; }

    public WebhookTarget? Webhook { get; init; }

    public string? TelemetryEndpoint { get; init; }

    /// <summary>Every service that has or will have a place behind the gateway.</summary>
    public IEnumerable<string> ServiceNames() =>
        Serving.Keys.Union(Rollout?.Steps.Select(step => step.Service) ?? [], StringComparer.Ordinal).Order(StringComparer.Ordinal);

    /// <summary>Every instance that may have a process.</summary>
    public IEnumerable<ServiceInstance> Instances()
    {
        IEnumerable<ServiceInstance?> all = Serving.Values
            .Append(Gateway)
            .Concat(Rollout?.Steps.SelectMany(step => (ServiceInstance?[])[step.Candidate, step.Retired]) ?? []);
        return all.OfType<ServiceInstance>();
    }

    public ServiceInstance? FindServing(string service) => Serving.GetValueOrDefault(service);

    public ImmutableArray<ServicePlan> HistoryOf(string service) => History.GetValueOrDefault(service, []);

    /// <summary>Replaces an instance that serves, or the gateway, if it still does.</summary>
    public SupervisorState WithInstance(ServiceInstance instance)
    {
        if (Gateway?.Id == instance.Id)
        {
            return this with { Gateway = instance };
        }

        return FindServing(instance.Plan.Name)?.Id == instance.Id
            ? this with { Serving = Serving.SetItem(instance.Plan.Name, instance) }
            : this;
    }

    /// <summary>What each service can go back to, once a roll-out has succeeded.</summary>
    public ImmutableDictionary<string, ImmutableArray<ServicePlan>> HistoryAfter(Rollout rollout)
    {
        ImmutableDictionary<string, ImmutableArray<ServicePlan>> history = History;
        foreach (RolloutStep step in rollout.Steps)
        {
            ImmutableArray<ServicePlan> old = history.GetValueOrDefault(step.Service, []);
            if (rollout.Kind == OperationKind.Deploy && step.Before is not null)
            {
                history = history.SetItem(step.Service, [.. old.Insert(0, step.Before).Take(MostHistory)]);
            }
            else if (rollout.Kind == OperationKind.Rollback)
            {
                // What was judged bad is forgotten: nobody can be brought "back" to it.
                int target = IndexOf(old, step.Target!);
                history = history.SetItem(step.Service, old.RemoveRange(0, target + 1));
            }
        }

        return history;
    }

    private static int IndexOf(ImmutableArray<ServicePlan> plans, ServicePlan plan)
    {
        for (int i = 0; i < plans.Length; i++)
        {
            if (plan.IsSameAs(plans[i]))
            {
                return i;
            }
        }

        return -1;
    }
}
