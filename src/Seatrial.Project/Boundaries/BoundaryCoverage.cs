using System.Collections.Immutable;
using Seatrial.Core.Documents;
using Seatrial.Project.Flows;
using Seatrial.Project.Loading;
using Seatrial.Project.OpenApi;

namespace Seatrial.Project.Boundaries;

/// <summary>Tells of operations that no rule is about: a route that nobody thought of is the one that stays open.</summary>
internal static class BoundaryCoverage
{
    private const int MostNamed = 8;

    /// <summary>Looks at every described service that some rule is about.</summary>
    /// <param name="project">The project.</param>
    /// <param name="flows">Its flows and boundaries.</param>
    /// <param name="report">Takes what is found.</param>
    public static void Check(ProjectModel project, IEnumerable<FlowPlan> flows, Action<Diagnostic> report)
    {
        BoundaryPlan[] boundaries = [.. flows.Select(static f => f.Boundary).OfType<BoundaryPlan>()];
        HashSet<string> open = [.. boundaries.SelectMany(static b => b.Public)];
        foreach (IGrouping<string, BoundaryRoute> service in boundaries.SelectMany(static b => b.Routes).GroupBy(static r => r.Service, StringComparer.Ordinal))
        {
            if (project.Services.GetValueOrDefault(service.Key)?.OpenApi is not { } document)
            {
                continue;
            }

            HashSet<OpenApiOperation> covered = [.. service.Select(route => document.Match(route.Method, route.Path)).OfType<OpenApiOperation>()];
            string[] missing = [.. document.Operations.Where(o => !covered.Contains(o) && !open.Contains($"{service.Key}.{o.Name}")).Select(static o => o.Name)];
            if (missing.Length > 0)
            {
                string names = string.Join(", ", missing.Take(MostNamed).Select(static n => $"`{n}`")) + (missing.Length > MostNamed ? $" and {missing.Length - MostNamed} more" : string.Empty);
                report(new("ST0557", DiagnosticSeverity.Warning, service.First().Span, $"No rule is about {names} of {service.Key}.", $"Add a rule for each; one that is open to everybody goes under `public: [{service.Key}.{missing[0]}]`."));
            }
        }
    }
}
