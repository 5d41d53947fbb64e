using System.Collections.Immutable;
using Seatrial.Project.Loading;
using Seatrial.Project.OpenApi;

namespace Seatrial.Project.Arazzo;

/// <summary>The source descriptions of an Arazzo description.</summary>
internal sealed class ArazzoSources
{
    private readonly ArazzoReport _report;

    /// <param name="root">The description.</param>
    /// <param name="project">The project, without its flows.</param>
    /// <param name="sources">The files of the project.</param>
    /// <param name="report">Takes what is found.</param>
    public ArazzoSources(DescriptionPlace root, ProjectModel project, ProjectSources sources, ArazzoReport report)
    {
        _report = report;
        DescriptionPlace[] written = [.. root["sourceDescriptions"].Items()];
        Neighbours = [.. written.Where(static s => s["type"].Text == "arazzo").Select(s => Neighbour(s, sources)).OfType<ArazzoNeighbour>()];
        All = [.. written.Where(static s => s["type"].Text != "arazzo").Select(s => Open(s, project, sources)).OfType<ArazzoSource>()];
        IsComplete = All.Length + Neighbours.Length == written.Length;
    }

    public ImmutableArray<ArazzoSource> All { get; }

    /// <summary>The other Arazzo descriptions, whose workflows can be called.</summary>
    public ImmutableArray<ArazzoNeighbour> Neighbours { get; }

    /// <summary>The flow of a workflow of another description, <c>$sourceDescriptions.NAME.ID</c>; null after a report.</summary>
    public string? FlowId(DescriptionPlace place)
    {
        if (place.Text?.Split('.', 3) is not ["$sourceDescriptions", var source, var id] || Neighbours.FirstOrDefault(n => n.Name == source) is not { } neighbour)
        {
            if (IsComplete)
            {
                _report.Nowhere(place, "workflow", place.Text ?? string.Empty, Neighbours.Select(static n => $"$sourceDescriptions.{n.Name}.{n.Workflows.FirstOrDefault()}"));
            }

            return null;
        }

        if (neighbour.Workflows.Contains(id, StringComparer.Ordinal))
        {
            return $"{neighbour.Prefix}/{id}";
        }

        _report.Nowhere(place, "workflow", id, neighbour.Workflows);
        return null;
    }

    /// <summary>Whether all of them could be read: an operation may be one of those that could not.</summary>
    public bool IsComplete { get; }

    /// <summary>The operation a step names.</summary>
    public (ArazzoSource Source, OpenApiOperation Operation)? Find(DescriptionPlace step)
    {
        string named = step["operationId"].Text ?? step["operationPath"].Text ?? string.Empty;
        var found = step["operationId"].Exists ? ById(named) : ByPath(named);
        if (found is null && IsComplete)
        {
            _report.Operation(step[step["operationId"].Exists ? "operationId" : "operationPath"], named, All.SelectMany(static s => s.Document.Operations).Select(static o => o.Id).OfType<string>());
        }

        return found;
    }

    private (ArazzoSource, OpenApiOperation)? ById(string named)
    {
        string[] parts = named.Split('.', 3);
        (string? source, string id) = parts is ["$sourceDescriptions", _, _] ? (parts[1], parts[2]) : (null, named);
        foreach (ArazzoSource one in All.Where(s => source is null || s.Name == source))
        {
            if (one.Document.Find(id) is { } operation)
            {
                return (one, operation);
            }
        }

        return null;
    }

    /// <summary>Such as <c>{$sourceDescriptions.shop.url}#/paths/~1orders~1{id}/get</c>.</summary>
    private (ArazzoSource, OpenApiOperation)? ByPath(string named)
    {
        const string start = "{$sourceDescriptions.";
        int hash = named.IndexOf('#', StringComparison.Ordinal);
        if (hash < 0 || !named.StartsWith(start, StringComparison.Ordinal) || JsonSchema.JsonPointer.Tokens(named[(hash + 1)..]) is not ["paths", { } path, { } method])
        {
            return null;
        }

        string source = named[start.Length..hash].Replace(".url}", string.Empty, StringComparison.Ordinal);
        return All.FirstOrDefault(s => s.Name == source) is { } found
            && found.Document.Operations.FirstOrDefault(o => o.Template.Text == path && o.Method.Equals(method, StringComparison.OrdinalIgnoreCase)) is { } operation
            ? (found, operation)
            : null;
    }

    private ArazzoNeighbour? Neighbour(DescriptionPlace place, ProjectSources sources)
    {
        string url = place["url"].Text ?? string.Empty;
        if (DescriptionFiles.PathOf(place.File.Path, url) is not { } path || !ArazzoBinder.IsArazzo(path) || new DescriptionFiles(sources.Find, static _ => { }).Open(path) is not { } file)
        {
            _report.Source(place, $"`{url}` is no Arazzo description of the project");
            return null;
        }

        DescriptionPlace root = new(file, string.Empty, file.Root);
        return new(place["name"].Text ?? string.Empty, path, ArazzoBinder.PrefixOf(path), [.. root["workflows"].Items().Select(static w => w["workflowId"].Text).OfType<string>()]);
    }

    private ArazzoSource? Open(DescriptionPlace place, ProjectModel project, ProjectSources sources)
    {
        string name = place["name"].Text ?? string.Empty;
        if (place["type"].Text is { } type and not "openapi")
        {
            _report.Source(place, $"descriptions of the type `{type}` are not run in this version");
            return null;
        }

        string url = place["url"].Text ?? string.Empty;
        if (project.Services.GetValueOrDefault(name) is { OpenApi: { } own })
        {
            // The project says what the service of that name is like: also where the address leads to the network.
            return new(name, own, name);
        }

        if (DescriptionFiles.PathOf(place.File.Path, url) is not { } path || sources.Find(path) is null)
        {
            _report.Source(place, $"`{url}` is no file of the project");
            return null;
        }

        ServiceModel? service = project.Services.GetValueOrDefault(name) ?? project.Services.Values.FirstOrDefault(s => s.OpenApi?.File == path);
        OpenApiDocument? document = service?.OpenApi?.File == path ? service.OpenApi : OpenApiReader.Read(path, sources.Find, _report.Sink);
        if (document is null)
        {
            return null;
        }

        ArazzoSource source = new(name, document, service?.Name);
        if (source is { Service: null, Server: null })
        {
            _report.NoAddress(place, name);
        }

        return source;
    }
}
