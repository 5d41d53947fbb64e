using System.Text.Json;
using Seatrial.Project.Loading;

namespace Seatrial.Environments.Settling;

/// <summary>Where a service tells its version.</summary>
/// <param name="Service">The service.</param>
/// <param name="Address">What to GET.</param>
/// <param name="Read">Takes the version out of the answer's text; null when it is not there.</param>
public sealed record VersionEndpoint(string Service, Uri Address, Func<string, string?> Read)
{
    /// <summary>The endpoint of a service of the project; null when the project does not say how to ask it.</summary>
    /// <param name="service">The service.</param>
    /// <param name="baseAddress">Where it is.</param>
    public static VersionEndpoint? Of(ServiceModel service, Uri baseAddress)
    {
        ArgumentNullException.ThrowIfNull(service);
        ArgumentNullException.ThrowIfNull(baseAddress);
        return service.VersionPath is null
            ? null
            : new(
                service.Name,
                new Uri(baseAddress.AbsoluteUri.TrimEnd('/') + "/" + service.VersionPath.TrimStart('/')),
                text => ReadVersion(service, text));
    }

    private static string? ReadVersion(ServiceModel service, string text)
    {
        if (service.VersionAt is null)
        {
            return text.Trim();
        }

        using JsonDocument document = JsonDocument.Parse(text);
        return service.VersionAt.Select(document.RootElement) switch
        {
            [{ ValueKind: JsonValueKind.String } version, ..] => version.GetString(),
            [{ ValueKind: JsonValueKind.Number } version, ..] => version.GetRawText(),
            _ => null,
        };
    }
}
