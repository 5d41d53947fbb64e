using System.Text.Json;

namespace Seatrial.Cli.Servers;

/// <summary>The server that serves a project on this machine, as it wrote itself down in the project's folder.</summary>
/// <param name="Project">The project's name.</param>
/// <param name="Address">Where it listens.</param>
/// <param name="WebhookSecret">The secret of its webhook; null when it is configured from outside.</param>
internal sealed record LocalServer(string Project, string Address, string? WebhookSecret)
{
    /// <summary>Finds it; null when none wrote itself down.</summary>
    public static LocalServer? Find(string folder)
    {
        string file = Path.Combine(folder, ".seatrial", "server.json");
        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(file));
            JsonElement root = document.RootElement;
            return new LocalServer(
                root.GetProperty("project").GetString()!,
                root.GetProperty("address").GetString()!,
                root.TryGetProperty("webhookSecret", out JsonElement secret) ? secret.GetString() : null);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException)
        {
            return null;
        }
    }
}
