using System.Collections.Immutable;

namespace Seatrial.Project.OpenApi;

/// <summary>An API description, OpenAPI 3.0 or 3.1, read and checked. Immutable and thread-safe.</summary>
/// <param name="File">Its file, relative to the project folder.</param>
/// <param name="Version">Its <c>openapi</c>, such as <c>3.1.0</c>.</param>
/// <param name="Title">What it calls the API.</param>
public sealed record OpenApiDocument(string File, string Version, string Title)
{
    /// <summary>The addresses of its <c>servers</c>, variables replaced by their defaults; may be relative.</summary>
    public ImmutableArray<string> Servers { get; init; } = [];

    /// <summary>Its operations, in the order written.</summary>
    public ImmutableArray<OpenApiOperation> Operations { get; init; } = [];

    /// <summary>The files it is made of, itself included, relative to the project folder: those its references lead to count.</summary>
    public ImmutableSortedSet<string> Files { get; init; } = [];

    /// <summary>How requests say who asks, by the name of the scheme.</summary>
    public ImmutableSortedDictionary<string, OpenApiSecurity> Security { get; init; } = ImmutableSortedDictionary<string, OpenApiSecurity>.Empty;

    /// <summary>The operation of an <c>operationId</c>; null when there is none.</summary>
    /// <param name="id">The id; upper and lower case count.</param>
    public OpenApiOperation? Find(string id) => Operations.FirstOrDefault(o => o.Id == id);

    /// <summary>The operation a request is one of: segments that are written out win over those that are parameters.</summary>
    /// <param name="method">The method, in capitals.</param>
    /// <param name="path">The path below the server's, escaped as it is sent.</param>
    public OpenApiOperation? Match(string method, string path) => Operations
        .Where(o => o.Method == method && o.Template.TryMatch(path, out _))
        .OrderByDescending(static o => o.Template.Rank, StringComparer.Ordinal)
        .FirstOrDefault();

    /// <summary>The paths of the servers, without a slash at their end, each once; an empty one for the root.</summary>
    public ImmutableArray<string> ServerPaths => [.. Servers.Select(PathOf).Distinct(StringComparer.Ordinal)];

    private static string PathOf(string server)
    {
        string path = Uri.TryCreate(server, UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https" ? address!.AbsolutePath : server;
        return path.StartsWith('/') ? path.TrimEnd('/') : string.Empty;
    }
}
