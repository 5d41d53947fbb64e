using Seatrial.Project.OpenApi;

namespace Seatrial.Project.Arazzo;

/// <summary>A source description that is an API description.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Document">The API description.</param>
/// <param name="Service">The service of the project that it describes; null when the project has none for it.</param>
internal sealed record ArazzoSource(string Name, OpenApiDocument Document, string? Service)
{
    /// <summary>Where the API is when no environment says so; null when it does not tell.</summary>
    public string? Server => Document.Servers.FirstOrDefault(static s => Uri.TryCreate(s, UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https")?.TrimEnd('/');
}
