using System.Collections.Immutable;
using Seatrial.Core.Documents;
using Seatrial.Core.Flows;
using Seatrial.Project.Flows;
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

    /// <summary>Loads a project from its folder.</summary>
    /// <param name="folder">The folder that holds <c>seatrial.yaml</c>.</param>
    /// <returns>The project or why not; never throws for anything the folder may hold.</returns>
    public ProjectLoadResult Load(string folder)
    {
        List<Diagnostic> found = [];
        ImmutableSortedDictionary<string, string> sources = ProjectFiles.Read(folder, found.Add);
        if (found.Count > 0 && sources.IsEmpty)
        {
            return new(null, [.. found], sources);
        }

        // What a flow names is read when it is bound: a project is no more than its flows need.
        ProjectLoadResult result = Load(Path.GetFullPath(folder), sources, path => ProjectFiles.ReadNamed(folder, path, found.Add));
        return found.Count == 0 ? result : result with { Project = null, Diagnostics = [.. found, .. result.Diagnostics] };
    }

    /// <summary>Loads a project from texts, as a snapshot holds them.</summary>
    /// <param name="folder">The folder that secret files are relative to.</param>
    /// <param name="sources">Path relative to the project folder, and text.</param>
    public ProjectLoadResult Load(string folder, IReadOnlyDictionary<string, string> sources) => Load(folder, sources, static _ => null);

    private ProjectLoadResult Load(string folder, IReadOnlyDictionary<string, string> sources, Func<string, string?> read)
    {
        ImmutableSortedDictionary<string, string> sorted = sources.ToImmutableSortedDictionary(StringComparer.Ordinal);
        List<Diagnostic> found = [];
        SchemaFiles schemas = new(sorted, read, found.Add);
        ProjectModel? project = Bind(folder, sorted, schemas, found);
        sorted = sorted.AddRange(schemas.Added);
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
        return new(isBroken ? null : project! with { Hash = SnapshotStore.ContentHash(sorted) }, diagnostics, sorted);
    }

    private ProjectModel? Bind(string folder, ImmutableSortedDictionary<string, string> sources, SchemaFiles schemas, List<Diagnostic> found)
    {
        var files = FlowFiles.Read(sources, found.Add);
        if (!sources.TryGetValue(ProjectFile, out string? text))
        {
            found.Add(new("ST0001", DiagnosticSeverity.Error, SourceSpan.WholeFile(ProjectFile), $"There is no {ProjectFile} here.", "Run `seatrial init` to begin a project, or name the folder that holds one."));
            return null;
        }

        if (YamlReader.Read(ProjectFile, text, found.Add) is not { } root)
        {
            return null;
        }

        ProjectFileBinder binder = new(found.Add);
        ProjectModel project = binder.Bind(root, folder);
        FlowBinder flows = new(project, binder.Names, verbs, [.. files.Keys], schemas, found.Add) { DefaultWithin = binder.FlowWithin };
        var plans = ImmutableSortedDictionary.CreateBuilder<string, FlowPlan>(StringComparer.Ordinal);
        CallGraph calls = new(sources, files);
        calls.CheckCycles(found.Add);
        foreach ((string id, (string file, DocumentNode? flowRoot)) in files)
        {
            if (flowRoot is not null && flows.Bind(id, file, flowRoot) is { } plan)
            {
                plans[id] = plan;
            }
        }

        IEnumerable<(string Path, string Text)> FilesOf(string id) => plans.TryGetValue(id, out FlowPlan? plan) ? plan.Files.Select(f => (f, schemas.Text(f)!)) : [];
        return project with
        {
            Flows = plans.ToImmutableSortedDictionary(
                p => p.Key,
                p => p.Value with { Header = p.Value.Header with { Hash = calls.HashOf(p.Key, FilesOf) } },
                StringComparer.Ordinal),
        };
    }
}
