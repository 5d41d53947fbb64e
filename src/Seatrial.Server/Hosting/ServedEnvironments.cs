using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace Seatrial.Server.Hosting;

/// <summary>The environments this process serves; fixed while it lives.</summary>
[SuppressMessage("Design", "CA1812", Justification = "Made by whoever starts the server.")]
internal sealed class ServedEnvironments(IEnumerable<ServedEnvironment> environments)
{
    private readonly FrozenDictionary<(string Project, string Environment), ServedEnvironment> _byName =
        environments.ToFrozenDictionary(environment => (environment.Project, environment.Environment));

    /// <summary>All of them, in no order.</summary>
    public IReadOnlyCollection<ServedEnvironment> All => _byName.Values;

    /// <summary>Finds one by its exact names; null when it is not served.</summary>
    public ServedEnvironment? Find(string project, string environment) => _byName.GetValueOrDefault((project, environment));

    /// <summary>The environments of a project.</summary>
    public IEnumerable<ServedEnvironment> Of(string project) =>
        All.Where(environment => string.Equals(environment.Project, project, StringComparison.Ordinal));
}
