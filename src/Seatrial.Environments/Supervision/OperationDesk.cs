using System.Collections.Immutable;
using Seatrial.Core.Deployments;
using Seatrial.Environments.Releases;

namespace Seatrial.Environments.Supervision;

/// <summary>Takes orders: each key once, one roll-out at a time, a rollback only while what it undoes is what runs.</summary>
internal sealed class OperationDesk(
    StateStore store,
    RolloutConclusion conclusion,
    SupervisorOptions options) : IDisposable
{
    private const int LongestText = 1024;

    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly SemaphoreSlim _ordered = new(0);

    /// <summary>Waits until something was ordered.</summary>
    public Task WaitForOrderAsync(CancellationToken cancellationToken) => _ordered.WaitAsync(cancellationToken);

    public Task<ControlReply> DeployAsync(ControlRequest.Deploy request, CancellationToken cancellationToken)
    {
        string? fault = KeyFault(request.Key) ?? PlanFault(request.Plan);
        return fault is not null
            ? Task.FromResult(ControlReply.Fault(fault))
            : OrderAsync(request.Key, state => PlanDeployment(state, request), cancellationToken);
    }

    public Task<ControlReply> RollBackAsync(ControlRequest.Rollback request, CancellationToken cancellationToken)
    {
        string? fault = KeyFault(request.Key) ?? (request.Expected.IsEmpty ? "a rollback names at least one service" : null);
        return fault is not null
            ? Task.FromResult(ControlReply.Fault(fault))
            : OrderAsync(request.Key, state => PlanRollback(state, request), cancellationToken);
    }

    public void Dispose()
    {
        _gate.Dispose();
        _ordered.Dispose();
    }

    private async Task<ControlReply> OrderAsync(
        string key,
        Func<SupervisorState, (SupervisorState State, OperationReport? Refusal)> plan,
        CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (conclusion.Find(key) is { } known)
            {
                return new ControlReply { Operation = known };
            }

            if (store.Current.Rollout is { } other)
            {
                return ControlReply.Busy($"{other.Kind} {other.Key} is under way");
            }

            (SupervisorState next, OperationReport? refusal) = plan(store.Current);
            if (refusal is not null)
            {
                conclusion.Keep(refusal);
                return new ControlReply { Operation = refusal };
            }

            // Planned outside the lock on the state: only what plans roll-outs adds one, and that is gated here.
            Rollout rollout = next.Rollout!;
            await store.ChangeAsync(
                state => state with
                {
                    Rollout = rollout,
                    Ready = next.Ready,
                    Gateway = state.Gateway ?? next.Gateway,
                    LastInstance = next.LastInstance,
                },
                cancellationToken);
            _ordered.Release();
            return new ControlReply { Operation = RolloutConclusion.UnderWay(rollout) };
        }
        finally
        {
            _gate.Release();
        }
    }

    private (SupervisorState State, OperationReport? Refusal) PlanDeployment(SupervisorState state, ControlRequest.Deploy request)
    {
        IEnumerable<RolloutStep> brought = request.Plan.Services
            .Where(plan => !plan.IsSameAs(state.FindServing(plan.Name)?.Plan))
            .Select(plan => new RolloutStep(plan.Name, state.FindServing(plan.Name)?.Plan, plan));
        var kept = request.Plan.Services.Select(plan => plan.Name).ToHashSet(StringComparer.Ordinal);
        IEnumerable<RolloutStep> removed = state.Serving.Values
            .Where(instance => !kept.Contains(instance.Plan.Name))
            .Select(instance => new RolloutStep(instance.Plan.Name, instance.Plan, Target: null));
        ImmutableArray<RolloutStep> steps = [.. brought, .. removed];
        if (state.Gateway is null)
        {
            (state, ServiceInstance gateway) = InstanceControl.Make(state, request.Plan.Gateway, state.GatewayPort);
            state = state with { Gateway = gateway };
        }

        var rollout = new Rollout(
            request.Key,
            OperationKind.Deploy,
            request.Plan.Release,
            request.Actor,
            options.TimeProvider.GetUtcNow(),
            ChangesOf(steps),
            steps)
        {
            Url = request.Url,
        };
        return (state with { Rollout = rollout, Ready = request.Plan.Ready }, null);
    }

    private (SupervisorState State, OperationReport? Refusal) PlanRollback(SupervisorState state, ControlRequest.Rollback request)
    {
        var steps = ImmutableArray.CreateBuilder<RolloutStep>();
        foreach (DeployedService expected in request.Expected.Reverse().DistinctBy(service => service.Name, StringComparer.Ordinal))
        {
            ServicePlan? running = state.FindServing(expected.Name)?.Plan;
            if (running?.Version != expected.Version)
            {
                return (state, Refuse(state, request, $"{expected.Name} runs {running?.Version ?? "not"}, no longer {expected.Version}"));
            }

            ServicePlan? target = state.HistoryOf(expected.Name).FirstOrDefault(plan =>
                (expected.PreviousVersion is null || plan.Version == expected.PreviousVersion) && !plan.IsSameAs(running));
            if (target is null)
            {
                return (state, Refuse(
                    state,
                    request,
                    $"there is no {expected.Name} {expected.PreviousVersion ?? "of before"} to go back to"));
            }

            steps.Add(new RolloutStep(expected.Name, running, target));
        }

        var rollout = new Rollout(
            request.Key,
            OperationKind.Rollback,
            state.ReplacedRelease ?? state.Release ?? "unknown",
            "seatrial",
            options.TimeProvider.GetUtcNow(),
            ChangesOf(steps),
            steps.ToImmutable())
        {
            Reason = request.Reason,
        };
        return (state with { Rollout = rollout }, null);
    }

    private OperationReport Refuse(SupervisorState state, ControlRequest.Rollback request, string why) => new(
        request.Key,
        OperationKind.Rollback,
        OperationProgress.Refused,
        state.Release ?? "none",
        request.Expected,
        why,
        options.TimeProvider.GetUtcNow());

    private static ImmutableArray<DeployedService> ChangesOf(IEnumerable<RolloutStep> steps) =>
    [
        .. steps.Where(step => step.Target is not null)
            .Select(step => new DeployedService(step.Service, step.Target!.Version, step.Before?.Version)),
    ];

    private static string? KeyFault(string key) =>
        key.Length is 0 or > LongestText ? $"a key has 1 to {LongestText} characters" : null;

    private static string? PlanFault(ReleasePlan plan)
    {
        if (plan.Services.IsEmpty || plan.Release.Length is 0 or > LongestText || !ReleaseRules.IsRequestPath(plan.Ready))
        {
            return "a release has a name, a path to ask for readiness and at least one service";
        }

        if (plan.Services.DistinctBy(service => service.Name, StringComparer.Ordinal).Count() != plan.Services.Length)
        {
            return "a service is named twice";
        }

        if (plan.Gateway.Name != ReleaseRules.GatewayName || plan.Services.Any(s => s.Name == ReleaseRules.GatewayName))
        {
            return "the gateway, and nothing else, is named gateway";
        }

        return plan.Services.Append(plan.Gateway).Select(ServiceFault).FirstOrDefault(fault => fault is not null);
    }

    private static string? ServiceFault(ServicePlan plan)
    {
        if (!ReleaseRules.IsServiceName(plan.Name) || !ReleaseRules.IsVersion(plan.Version))
        {
            return "a service has a name and a version that can be a file's";
        }

        if (!Path.IsPathFullyQualified(plan.Folder) || plan.Run.IsEmpty || !ReleaseRules.IsProgram(plan.Run[0])
            || plan.Run.Any(word => word.Contains('\0', StringComparison.Ordinal)))
        {
            return $"{plan.Name} has no absolute folder with a program to run there";
        }

        return plan.Settings
            .Where(s => ReleaseRules.WhyNoSetting(s.Key) is not null || s.Value.Contains('\0', StringComparison.Ordinal))
            .Select(s => $"{plan.Name}: {s.Key} cannot be set")
            .FirstOrDefault();
    }
}
