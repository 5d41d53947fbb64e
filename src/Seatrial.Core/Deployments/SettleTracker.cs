using System.Collections.Immutable;

namespace Seatrial.Core.Deployments;

/// <summary>Decides from looks at the environment whether what was deployed is what answers.</summary>
/// <remarks>
/// Several looks in a row must agree, because a rolling deployment answers with old and new replicas in turn.
/// Not thread-safe: one loop feeds it.
/// </remarks>
/// <param name="expected">The versions that must answer; empty to take whatever answers.</param>
/// <param name="agreements">How many looks in a row must agree.</param>
public sealed class SettleTracker(IReadOnlyCollection<DeployedService> expected, int agreements)
{
    private readonly Dictionary<string, ServiceObservation> _last = new(StringComparer.Ordinal);
    private VersionSet? _agreed;
    private int _inARow;
    private int _crashesInARow;

    /// <summary>The versions of the last look.</summary>
    public VersionSet Versions => VersionSet.From(
        _last.Values.Where(o => o.Version is not null).Select(o => KeyValuePair.Create(o.Service, o.Version!)));

    /// <summary>Takes one look into account.</summary>
    /// <param name="observations">One observation a service.</param>
    /// <returns>The outcome once it is known; null while it is not.</returns>
    public SettleOutcome? Observe(IReadOnlyList<ServiceObservation> observations)
    {
        _last.Clear();
        foreach (ServiceObservation observation in observations)
        {
            _last[observation.Service] = observation;
        }

        bool crashes = expected.Any(s => _last.TryGetValue(s.Name, out var o) && o.Condition == ServiceCondition.CrashLooping);
        _crashesInARow = crashes ? _crashesInARow + 1 : 0;
        if (_crashesInARow >= agreements)
        {
            return SettleOutcome.CrashLooping;
        }

        VersionSet versions = Versions;
        bool arrived = Missing().IsEmpty;
        _inARow = !arrived ? 0 : versions.Equals(_agreed) ? _inARow + 1 : 1;
        _agreed = versions;
        return _inARow >= agreements ? SettleOutcome.Settled : null;
    }

    /// <summary>What is not as deployed, one line a service, by the last look.</summary>
    public ImmutableArray<string> Missing()
    {
        ImmutableArray<string>.Builder lines = ImmutableArray.CreateBuilder<string>();
        foreach (DeployedService service in expected)
        {
            if (!_last.TryGetValue(service.Name, out ServiceObservation? observation))
            {
                lines.Add($"{service.Name}: nothing tells its version (give it `version:` in seatrial.yaml)");
            }
            else if (!string.Equals(observation.Version, service.Version, StringComparison.Ordinal))
            {
                string seen = observation.Version is null ? observation.Condition.ToString().ToLowerInvariant() : $"{observation.Version} answers";
                lines.Add($"{service.Name}: {service.Version} was deployed, {seen}{(observation.Detail is null ? "" : $" ({observation.Detail})")}");
            }
        }

        return lines.ToImmutable();
    }
}
