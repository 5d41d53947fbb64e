using System.Collections.Immutable;
using Seatrial.Core;

namespace Seatrial.Environments.Releases;

/// <summary>Turns what was written into what can be started.</summary>
public static class ReleasePlanner
{
    /// <summary>Resolves paths and values.</summary>
    /// <param name="spec">The environment's <c>process:</c> part.</param>
    /// <param name="manifest">The release.</param>
    /// <param name="projectFolder">The folder of <c>seatrial.yaml</c>.</param>
    /// <param name="expand">Gives a setting's value for its text: resolves variables, secrets and service names.</param>
    /// <exception cref="SeatrialException"><c>release-unusable</c>: a path leaves the root, or a build is not there.</exception>
    public static ReleasePlan Plan(
        ProcessSpec spec,
        ReleaseManifest manifest,
        string projectFolder,
        Func<string, string> expand)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(manifest);
        ArgumentNullException.ThrowIfNull(expand);

        string root = Path.GetFullPath(Path.Combine(projectFolder, spec.Root));
        ImmutableSortedDictionary<string, string> common = Expand(spec.Settings, expand);
        ServicePlan gateway = PlanOne(spec.Gateway, root, ImmutableSortedDictionary<string, string>.Empty, expand);
        ImmutableArray<ServicePlan> services =
            [.. manifest.Services.Select(service => PlanOne(service, root, common, expand))];
        return new ReleasePlan(manifest.Release, gateway, spec.Ready, services);
    }

    private static ServicePlan PlanOne(
        ServiceRelease service,
        string root,
        ImmutableSortedDictionary<string, string> common,
        Func<string, string> expand)
    {
        if (!ReleaseRules.StaysInside(service.Build) || !ReleaseRules.IsProgram(service.Run[0]))
        {
            throw new SeatrialException(
                "release-unusable",
                $"The build or program of {service.Name} lies outside the root; give paths below it.");
        }

        string folder = Path.GetFullPath(Path.Combine(root, service.Build));
        if (!Directory.Exists(folder))
        {
            throw new SeatrialException(
                "release-unusable",
                $"{service.Name} {service.Version} has no build at {service.Build}; build it first.");
        }

        ImmutableSortedDictionary<string, string> settings = common.SetItems(Expand(service.Settings, expand));
        return new ServicePlan(service.Name, service.Version, folder, service.Run, settings);
    }

    private static ImmutableSortedDictionary<string, string> Expand(
        ImmutableSortedDictionary<string, string> settings,
        Func<string, string> expand) =>
        settings.ToImmutableSortedDictionary(s => s.Key, s => expand(s.Value), StringComparer.Ordinal);
}
