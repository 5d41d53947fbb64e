using System.Collections.Immutable;
using Seatrial.Core.Documents;
using Seatrial.Core.Flows;
using Seatrial.Project.Arazzo;
using Seatrial.Project.Flows;
using Seatrial.Project.Boundaries;
using Seatrial.Project.OpenApi;
using Seatrial.Project.Seeding;
using Seatrial.Project.Yaml;

namespace Seatrial.Project.Loading;

/// <summary>Loads projects: reads all files, binds all of them, and reports everything found at once.</summary>
/// <param name="verbs">The verbs steps can use.</param>
public sealed class ProjectLoader(IReadOnlyList<IStepVerb> verbs)
{
    /// <summary>The name of the project file.</summary>
    public const string ProjectFile = "seatrial.yaml";

    /// <summary>How the names of flow files end.</summary>
    public const string FlowSuffix = ".flow.yaml";

    /// <summary>Checks the part of an environment that only its deployer understands; null where nobody does.</summary>
    public Action<DocumentNode.Mapping, Action<Diagnostic>>? CheckProcess { get; init; }

    /// <summary>Loads a project from its folder.</summary>
    /// <param name="folder">The folder that holds <c>seatrial.yaml</c>.</param>
    /// <param name="shownAs">How whoever asked calls the folder; null when as given.</param>
    /// <returns>The project or why not; never throws for anything the folder may hold.</returns>
    public ProjectLoadResult Load(string folder, string? shownAs = null)
    {
        List<Diagnostic> found = [];
        ImmutableSortedDictionary<string, string> sources = ProjectFiles.Read(folder, shownAs ?? folder, found.Add);
        if (found.Count > 0 && sources.IsEmpty)
        {
            return new(null, [.. found], sources);
        }

        ProjectLoadResult result = Load(Path.GetFullPath(folder), sources, isSnapshot: false);
        return found.Count == 0 ? result : result with { Project = null, Diagnostics = [.. found, .. result.Diagnostics] };
    }

    /// <summary>Loads a project from texts, as a snapshot holds them.</summary>
    /// <param name="folder">The folder that secret files are relative to.</param>
    /// <param name="sources">Path relative to the project folder, and text.</param>
    public ProjectLoadResult Load(string folder, IReadOnlyDictionary<string, string> sources) => Load(folder, sources, isSnapshot: true);

    private ProjectLoadResult Load(string folder, IReadOnlyDictionary<string, string> texts, bool isSnapshot)
    {
        List<Diagnostic> found = [];
        ProjectSources sources = new(texts.ToImmutableSortedDictionary(StringComparer.Ordinal), isSnapshot ? null : folder, found.Add);
        ProjectModel? project = Bind(folder, sources, found);
        if (!isSnapshot && project is not null)
        {
            // It is about who may tell of deployments and how they are made, so it stops no run that was begun.
            WebhookSigners.Check(project, found.Add);
            foreach (DocumentNode.Mapping process in project.Environments.Values.Select(static e => e.Process).OfType<DocumentNode.Mapping>())
            {
                CheckProcess?.Invoke(process, found.Add);
            }
        }

        ImmutableArray<Diagnostic> diagnostics =
        [
            .. found
                .Distinct()
                .OrderBy(d => d.Span.File == ProjectFile ? 0 : 1)
                .ThenBy(d => d.Span.File, StringComparer.Ordinal)
                .ThenBy(d => d.Span.Line)
                .ThenBy(d => d.Span.Column)
                .ThenBy(d => d.Code, StringComparer.Ordinal),
        ];
        bool isBroken = diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error);
        return new(isBroken ? null : project, diagnostics, sources.Files);
    }

    private ProjectModel? Bind(string folder, ProjectSources sources, List<Diagnostic> found)
    {
        var files = FlowFiles.Read(sources.Files, found.Add);
        if (!sources.Files.TryGetValue(ProjectFile, out string? text))
        {
            found.Add(new("ST0001", DiagnosticSeverity.Error, SourceSpan.WholeFile(ProjectFile), $"There is no {ProjectFile} here.", "Run `seatrial init` to begin a project, or name the folder that holds one."));
            return null;
        }

        if (YamlReader.Read(ProjectFile, text, found.Add) is not { } root)
        {
            return null;
        }

        foreach ((string file, string rules) in sources.Files.Where(static f => f.Key.EndsWith(SeedRules.Suffix, StringComparison.Ordinal)))
        {
            new SeedRulesBinder(found.Add).Read(file, rules);
        }

        ProjectFileBinder binder = new(sources, found.Add);
        ProjectModel project = Described(binder.Bind(new ProjectIncludes(sources, found.Add).Merge(root), folder), sources, found.Add);
        FlowBinder flows = new(project, binder.Names, verbs, [.. files.Keys], sources, new SchemaFiles(sources, found.Add), found.Add);
        CallGraph calls = new(sources.Files, files);
        calls.CheckCycles(found.Add);
        Dictionary<string, FlowPlan> plans = new(StringComparer.Ordinal);
        foreach ((string id, (string file, DocumentNode? flowRoot)) in files)
        {
            if (flowRoot is not null && flows.Bind(id, file, flowRoot) is { } plan)
            {
                plans[id] = plan;
            }
        }

        FlowSet set = new(plans, calls, sources.Files);
        set.CheckNeeds(found.Add);
        set.CheckCalls(found.Add);
        BoundaryCoverage.Check(project, plans.Values, found.Add);
        var all = Workflows(project, binder, sources, set.Expand(), found.Add);
        return project with { Hash = SnapshotStore.ContentHash(sources.Files), Flows = all };
    }

    /// <summary>The flows, and the workflows of Arazzo descriptions beside them.</summary>
    private ImmutableSortedDictionary<string, FlowPlan> Workflows(ProjectModel project, ProjectFileBinder binder, ProjectSources sources, ImmutableSortedDictionary<string, FlowPlan> flows, Action<Diagnostic> report)
    {
        if (verbs.OfType<IOperationVerb>().FirstOrDefault() is not { } verb)
        {
            return flows;
        }

        ArazzoBinder workflows = new(project, binder.Names, verb, sources, report) { Within = project.Defaults.FlowWithin };
        foreach (FlowPlan plan in sources.Files.Keys.Where(ArazzoBinder.IsArazzo).SelectMany(workflows.Bind))
        {
            if (flows.ContainsKey(plan.Header.Id))
            {
                report(new("ST0007", DiagnosticSeverity.Error, plan.Span, $"Another flow is called `{plan.Header.Id}`, too.", "Rename one of the two."));
                continue;
            }

            flows = flows.Add(plan.Header.Id, plan);
        }

        return flows;
    }

    /// <summary>Reads the API descriptions that services name; those files belong to the project.</summary>
    private static ProjectModel Described(ProjectModel project, ProjectSources sources, Action<Diagnostic> report) => project with
    {
        Services = project.Services.ToImmutableSortedDictionary(
            static s => s.Key,
            s => s.Value.OpenApiFile is { } file && sources.Read(file) is not null
                ? s.Value with { OpenApi = OpenApiReader.Read(file.Text, sources.Find, report) }
                : s.Value,
            StringComparer.Ordinal),
    };
}
