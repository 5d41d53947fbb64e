using System.Collections.Immutable;
using Seatrial.Core.Documents;
using Seatrial.Core.Environments;
using Seatrial.Core.Flows;
using Seatrial.Project.Connections;
using Seatrial.Project.Secrets;

namespace Seatrial.Project.Loading;

/// <summary>An environment of the project.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Policy">How runs behave in it.</param>
/// <param name="Span">Where it was written.</param>
public sealed record EnvironmentModel(string Name, EnvironmentPolicy Policy, SourceSpan Span)
{
    /// <summary>The flows that run here.</summary>
    public FlowFilter Flows { get; init; } = FlowFilter.All;

    /// <summary>Whether flows may be run as loads here.</summary>
    public bool AllowsLoad { get; init; }

    /// <summary>Whether a flow runs here.</summary>
    /// <param name="flow">The flow.</param>
    public bool Runs(FlowHeader flow) => WhyNot(flow) is null;

    /// <summary>Why a flow does not run here; null when it does.</summary>
    /// <param name="flow">The flow.</param>
    public string? WhyNot(FlowHeader flow) =>
        !Flows.Chooses(flow) ? $"{Name} leaves it out"
        : flow.Load is not null && !AllowsLoad ? $"{Name} does not allow load: `allowLoad: true` would"
        : null;

    /// <summary>The ways it can be run, by name.</summary>
    public ImmutableSortedDictionary<string, ProfileModel> Profiles { get; init; } = ImmutableSortedDictionary<string, ProfileModel>.Empty;

    /// <summary>The environment as a profile has it; which flows run is left to who chooses among them.</summary>
    /// <param name="profile">One of its profiles.</param>
    public EnvironmentModel With(ProfileModel profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        return this with { Variables = Variables.SetItems(profile.Variables), Policy = profile.Parallel is { } parallel ? Policy with { Parallel = parallel } : Policy };
    }

    /// <summary>The names of the variables that it says itself, over those of the project.</summary>
    public ImmutableSortedSet<string> OwnVariables { get; init; } = [];

    /// <summary>The base address of each service, by service; services of a <c>process</c> environment get theirs from it.</summary>
    public ImmutableDictionary<string, IBoundValue> Services { get; init; } = ImmutableDictionary<string, IBoundValue>.Empty;

    /// <summary>How all of it is connected to.</summary>
    public ConnectionPlan Connection { get; init; } = ConnectionPlan.None;

    /// <summary>How a service is connected to here, by service; wins over what the project says of the service.</summary>
    public ImmutableDictionary<string, ConnectionPlan> Connections { get; init; } = ImmutableDictionary<string, ConnectionPlan>.Empty;

    /// <summary>How much a service is asked at most here, by service; wins over what the project says of the service.</summary>
    public ImmutableDictionary<string, LimitPlan> Limits { get; init; } = ImmutableDictionary<string, LimitPlan>.Empty;

    /// <summary>Variables, by name: the project's, overridden by the environment's.</summary>
    public ImmutableDictionary<string, IBoundValue> Variables { get; init; } = ImmutableDictionary<string, IBoundValue>.Empty;

    /// <summary>The addresses of databases that can be filled, by name: the project's, overridden by the environment's.</summary>
    public ImmutableSortedDictionary<string, IBoundValue> Databases { get; init; } = ImmutableSortedDictionary<string, IBoundValue>.Empty;

    /// <summary>The secrets that come from elsewhere here, by name; the others come from where the project says.</summary>
    public ImmutableSortedDictionary<string, SecretSource> Secrets { get; init; } = ImmutableSortedDictionary<string, SecretSource>.Empty;

    /// <summary>The deployer's own part, as written under <c>process:</c>; null when the environment has no such deployer.</summary>
    public DocumentNode.Mapping? Process { get; init; }

    /// <summary>The names of the secrets that sign webhooks; several while one is being replaced. Empty: one is generated.</summary>
    public ImmutableArray<string> WebhookSecrets { get; init; } = [];
}
