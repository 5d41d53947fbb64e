using System.Collections.Immutable;

namespace Seatrial.Core.Deployments;

/// <summary>Which version of each service is in an environment; equal when all versions are.</summary>
public sealed class VersionSet : IEquatable<VersionSet>
{
    /// <summary>The set that knows of no service.</summary>
    public static readonly VersionSet Empty = new(ImmutableSortedDictionary<string, string>.Empty);

    private VersionSet(ImmutableSortedDictionary<string, string> versions) => Versions = versions;

    /// <summary>Versions by service, in ordinal order of the service.</summary>
    public ImmutableSortedDictionary<string, string> Versions { get; }

    /// <summary>The set as one line, <c>catalog=1.2.0 orders=1.1.0</c>: its key wherever runs are compared.</summary>
    public string Fingerprint => string.Join(' ', Versions.Select(pair => $"{pair.Key}={pair.Value}"));

    /// <summary>Makes a set.</summary>
    /// <param name="versions">Versions by service.</param>
    public static VersionSet From(IEnumerable<KeyValuePair<string, string>> versions) =>
        new(versions.ToImmutableSortedDictionary(StringComparer.Ordinal));

    /// <summary>The set after a deployment.</summary>
    /// <param name="deployment">What landed.</param>
    public VersionSet After(Deployment deployment) =>
        new(Versions.SetItems(deployment.Services.Select(s => KeyValuePair.Create(s.Name, s.Version))));

    /// <summary>The set before a deployment; services whose previous version is unknown are left out.</summary>
    /// <param name="deployment">What landed.</param>
    public VersionSet Before(Deployment deployment)
    {
        ImmutableSortedDictionary<string, string> versions = Versions;
        foreach (DeployedService service in deployment.Services)
        {
            versions = service.PreviousVersion is null
                ? versions.Remove(service.Name)
                : versions.SetItem(service.Name, service.PreviousVersion);
        }

        return new(versions);
    }

    /// <inheritdoc/>
    public bool Equals(VersionSet? other) =>
        other is not null && string.Equals(Fingerprint, other.Fingerprint, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as VersionSet);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Fingerprint);

    /// <inheritdoc/>
    public override string ToString() => Fingerprint;
}
