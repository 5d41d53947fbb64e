using System.Collections.Immutable;
using Seatrial.Core.Deployments;
using Seatrial.Core.Remedies;

namespace Seatrial.Core.Tests.Simulation;

/// <summary>What is outside Seatrial and outlives its processes: services, things flows made, rollbacks, people told.</summary>
internal sealed class SimulatedWorld
{
    /// <summary>The versions that run.</summary>
    public Dictionary<string, string> Versions { get; } = new(StringComparer.Ordinal)
    {
        ["orders"] = "1",
        ["payments"] = "1",
        ["catalog"] = "1",
    };

    /// <summary>Things flows created and nobody removed.</summary>
    public HashSet<string> Things { get; } = new(StringComparer.Ordinal);

    /// <summary>How often a thing was created, in all.</summary>
    public int ThingsMade { get; set; }

    /// <summary>How often something was changed by a rollback, by key.</summary>
    public Dictionary<string, int> Rollbacks { get; } = new(StringComparer.Ordinal);

    /// <summary>How rollbacks ended, by key: the deployer's own memory.</summary>
    public Dictionary<string, RemedyOutcome> RollbackOutcomes { get; } = new(StringComparer.Ordinal);

    /// <summary>How often somebody was told, by key.</summary>
    public Dictionary<string, int> Notices { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether the deployer refuses to roll back.</summary>
    public bool RollbackFails { get; init; }

    /// <summary>How many of the next rollbacks are asked for in vain: every other one acts, and its answer is lost.</summary>
    public int Stalls { get; set; }

    /// <summary>Flows that fail on their first try in each attempted run, and pass when repeated.</summary>
    public ImmutableHashSet<string> FlakyFlows { get; init; } = [];

    /// <summary>Versions that are broken, as <c>service=version</c>, and the flow that shows it.</summary>
    public ImmutableDictionary<string, string> Broken { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Lets a deployment land.</summary>
    public Deployment Deploy(string id, params (string Service, string Version)[] services)
    {
        ImmutableArray<DeployedService> landed = [.. services.Select(s => new DeployedService(s.Service, s.Version, Versions[s.Service]))];
        foreach (DeployedService service in landed)
        {
            Versions[service.Name] = service.Version;
        }

        return new(id, "webhook", landed, DateTimeOffset.UnixEpoch);
    }

    public bool IsBroken(string flowId) =>
        Broken.Any(b => b.Value == flowId && b.Key.Split('=') is [var service, var version] && Versions[service] == version);
}
