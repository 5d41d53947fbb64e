using Seatrial.Core.Deployments;

namespace Seatrial.Core.Runs;

/// <summary>Waits until what was deployed is what answers, and checks it again later.</summary>
/// <param name="setup">The snapshot.</param>
/// <param name="clock">The clock.</param>
internal sealed class SettleStage(RunSetup setup, TimeProvider clock)
{
    public async Task<RunEvent.Settled> SettleAsync(RunRequest request, CancellationToken cancellationToken)
    {
        DateTimeOffset started = clock.GetUtcNow();
        if (setup.Probe is not { } probe)
        {
            return Event(SettleOutcome.Settled, VersionSet.Empty, "no service can tell its version");
        }

        IReadOnlyCollection<DeployedService> expected = request.Deployment?.Services ?? [];
        SettleTracker tracker = new(expected, expected.Count == 0 ? 1 : setup.Policy.SettleAgreements);
        while (true)
        {
            IReadOnlyList<ServiceObservation> look = await probe.ObserveAsync(cancellationToken);
            if (tracker.Observe(look) is { } outcome)
            {
                return Event(outcome, tracker.Versions, outcome == SettleOutcome.Settled ? null : Crashes(look));
            }

            if (clock.GetUtcNow() - started >= setup.Policy.SettleWithin)
            {
                return Event(SettleOutcome.NeverSeen, tracker.Versions, string.Join("; ", tracker.Missing()));
            }

            await Task.Delay(setup.Policy.SettleEvery, clock, cancellationToken);
        }

        RunEvent.Settled Event(SettleOutcome outcome, VersionSet versions, string? detail) =>
            new(outcome, versions, detail, clock.GetUtcNow() - started) { At = clock.GetUtcNow() };
    }

    public async Task<RunEvent.Reattested> ReattestAsync(RunEvent.Settled settled, CancellationToken cancellationToken)
    {
        if (setup.Probe is not { } probe)
        {
            return new(VersionSet.Empty, IsUnchanged: true, Detail: null) { At = clock.GetUtcNow() };
        }

        IReadOnlyList<ServiceObservation> look = await probe.ObserveAsync(cancellationToken);
        string[] changed =
        [
            .. look
                .Where(o => o.Version is not null && settled.Versions.Versions.TryGetValue(o.Service, out string? v) && v != o.Version)
                .Select(o => $"{o.Service} is {o.Version} now, and was {settled.Versions.Versions[o.Service]}"),
        ];
        VersionSet versions = VersionSet.From(
            look.Where(o => o.Version is not null).Select(o => KeyValuePair.Create(o.Service, o.Version!)));
        return new(versions, changed.Length == 0, changed.Length == 0 ? null : string.Join("; ", changed)) { At = clock.GetUtcNow() };
    }

    private static string Crashes(IReadOnlyList<ServiceObservation> look) => string.Join(
        "; ",
        look.Where(o => o.Condition == ServiceCondition.CrashLooping).Select(o => $"{o.Service} {o.Detail}".TrimEnd()));
}
