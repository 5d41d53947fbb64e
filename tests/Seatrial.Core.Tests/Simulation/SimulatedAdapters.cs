using Seatrial.Core.Deployments;
using Seatrial.Core.Remedies;

namespace Seatrial.Core.Tests.Simulation;

/// <summary>The environment's adapters: probe, rollback with idempotency keys, and a notifier that acts at most once.</summary>
internal sealed class SimulatedAdapters(SimulatedWorld world, SimulatedProcess process) : ISettleProbe, IRemedy, INotifier
{
    public string Adapter => "process";

    public RemedyKind Kind => RemedyKind.Rollback;

    public bool IsExactlyOnce => true;

    public TimeSpan Timeout => TimeSpan.FromSeconds(30);

    public Task<IReadOnlyList<ServiceObservation>> ObserveAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<ServiceObservation>>(
            [.. world.Versions.Select(v => new ServiceObservation(v.Key, v.Value, ServiceCondition.Ready))]);

    public Task<RemedyObservation> ObserveAsync(RemedyRequest request, CancellationToken cancellationToken) =>
        Task.FromResult(world.RollbackOutcomes.ContainsKey(request.Key) ? RemedyObservation.Ended : RemedyObservation.NotStarted);

    public Task<RemedyOutcome> ApplyAsync(RemedyRequest request, CancellationToken cancellationToken)
    {
        process.Boundary("before the rollback");
        bool isStalled = world.Stalls > 0;
        if (isStalled && world.Stalls-- % 2 == 0)
        {
            throw Silent();
        }

        if (!world.RollbackOutcomes.TryGetValue(request.Key, out RemedyOutcome? outcome))
        {
            world.RollbackOutcomes[request.Key] = outcome = RollBack(request);
        }

        process.Boundary("after the rollback");
        return isStalled ? throw Silent() : Task.FromResult(outcome);
    }

    public Task<string?> TellAsync(Notice notice, CancellationToken cancellationToken)
    {
        process.Boundary("before the notice");
        world.Notices[notice.Key] = world.Notices.GetValueOrDefault(notice.Key) + 1;
        process.Boundary("after the notice");
        return Task.FromResult<string?>(null);
    }

    private static SeatrialException Silent() => new("supervisor-silent", "It did not answer within 10 s.", isTransient: true);

    private RemedyOutcome RollBack(RemedyRequest request)
    {
        if (world.RollbackFails)
        {
            return new RemedyOutcome.Failed("the old version does not start");
        }

        if (request.Deployment.Services.Any(s => world.Versions[s.Name] != s.Version))
        {
            return new RemedyOutcome.Refused("something else runs now");
        }

        world.Rollbacks[request.Key] = world.Rollbacks.GetValueOrDefault(request.Key) + 1;
        return new RemedyOutcome.Applied(
            world.Deploy($"remedy:{request.Key}", [.. request.Deployment.Services.Select(s => (s.Name, s.PreviousVersion!))]),
            "rolled back");
    }
}
