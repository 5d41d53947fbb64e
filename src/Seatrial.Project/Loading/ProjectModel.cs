using System.Collections.Immutable;
using Seatrial.Project.Connections;
using Seatrial.Project.Flows;
using Seatrial.Project.Secrets;

namespace Seatrial.Project.Loading;

/// <summary>A project, bound and checked. Immutable.</summary>
/// <param name="Name">Its name; the tenant key.</param>
/// <param name="Hash">The content hash of its files, 64 lower-case hexadecimal digits.</param>
/// <param name="Folder">The folder it was loaded from, absolute; secret files are relative to it.</param>
public sealed record ProjectModel(string Name, string Hash, string Folder)
{
    /// <summary>Its services, by name.</summary>
    public ImmutableSortedDictionary<string, ServiceModel> Services { get; init; } = ImmutableSortedDictionary<string, ServiceModel>.Empty;

    /// <summary>Its environments, by name; at least one.</summary>
    public ImmutableSortedDictionary<string, EnvironmentModel> Environments { get; init; } = ImmutableSortedDictionary<string, EnvironmentModel>.Empty;

    /// <summary>Where its secrets come from, by name.</summary>
    public ImmutableSortedDictionary<string, SecretSource> Secrets { get; init; } = ImmutableSortedDictionary<string, SecretSource>.Empty;

    /// <summary>Its token providers, by name.</summary>
    public ImmutableSortedDictionary<string, TokenModel> Tokens { get; init; } = ImmutableSortedDictionary<string, TokenModel>.Empty;

    /// <summary>Those its steps can act as, by name.</summary>
    public ImmutableSortedDictionary<string, ActorModel> Actors { get; init; } = ImmutableSortedDictionary<string, ActorModel>.Empty;

    /// <summary>The databases that are never written to by seeding.</summary>
    public ImmutableArray<DatabasePattern> ProductionDatabases { get; init; } = [];

    /// <summary>What holds where a flow or a step says nothing.</summary>
    public DefaultsModel Defaults { get; init; } = DefaultsModel.None;

    /// <summary>Its flows, by id.</summary>
    public ImmutableSortedDictionary<string, FlowPlan> Flows { get; init; } = ImmutableSortedDictionary<string, FlowPlan>.Empty;
}
