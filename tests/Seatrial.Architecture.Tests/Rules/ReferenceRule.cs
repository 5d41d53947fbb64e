namespace Seatrial.Architecture.Tests.Rules;

/// <summary>
/// The one rule of direction: Core references nothing, a room references Core and at most Project, no room a sibling;
/// Server and Cli put them together. Browser is a plug-in that nobody references.
/// </summary>
internal static class ReferenceRule
{
    public const int MostProjects = 12;

    private static readonly string[] Core = ["Seatrial.Core"];
    private static readonly string[] CoreAndProject = [.. Core, "Seatrial.Project"];

    private static readonly string[] Rooms =
    [
        .. CoreAndProject, "Seatrial.Flows", "Seatrial.Seeding", "Seatrial.Telemetry", "Seatrial.Environments",
        "Seatrial.Storage", "Seatrial.Cluster",
    ];

    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Seatrial.Core"] = [],
        ["Seatrial.Project"] = Core,
        ["Seatrial.Flows"] = CoreAndProject,
        ["Seatrial.Browser"] = CoreAndProject,
        ["Seatrial.Seeding"] = CoreAndProject,
        ["Seatrial.Environments"] = CoreAndProject,
        ["Seatrial.Telemetry"] = Core,
        ["Seatrial.Storage"] = Core,
        ["Seatrial.Cluster"] = Core,
        ["Seatrial.Server"] = Rooms,
        ["Seatrial.Cli"] = [.. Rooms, "Seatrial.Server"],
    };

    public static IEnumerable<string> Violations(ProjectFile project)
    {
        if (!Allowed.TryGetValue(project.Name, out var allowed))
        {
            yield return $"{project.Path}: not a room of docs/architecture.md";
            yield break;
        }

        foreach (var reference in project.Projects.Except(allowed, StringComparer.Ordinal))
        {
            yield return $"{project.Path}: may not reference {reference}";
        }

        if (project.Name == "Seatrial.Core")
        {
            foreach (var part in project.Packages.Concat(project.Frameworks))
            {
                yield return $"{project.Path}: Core references no packages, yet {part}";
            }
        }
    }

    public static IEnumerable<string> PinnedVersions(ProjectFile project) =>
        project.PinnedVersions.Select(p => $"{project.Path}: {p} has a version of its own");
}
