using System.Text.Json;
using Seatrial.Project.Loading;

namespace Seatrial.Cli.Projects;

/// <summary>Reads a version out of what a version endpoint answered.</summary>
internal static class VersionText
{
    /// <summary>The version, or null when the answer does not hold one.</summary>
    public static string? Read(ServiceModel service, JsonElement answer)
    {
        JsonElement found = service.VersionAt is { } path ? path.Select(answer) is [var first, ..] ? first : default : answer;
        return found.ValueKind switch
        {
            JsonValueKind.String => found.GetString(),
            JsonValueKind.Number => found.GetRawText(),
            _ => null,
        };
    }
}
