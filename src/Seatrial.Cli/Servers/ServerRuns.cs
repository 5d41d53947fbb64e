using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Seatrial.Core.Journal;
using Seatrial.Core.Reporting;
using Seatrial.Core.Runs;

namespace Seatrial.Cli.Servers;

/// <summary>Reads runs over a server's HTTP API. A server that is down for a while has nothing to say, and that is all.</summary>
/// <param name="client">Sends the requests; its base address is the server's.</param>
/// <param name="project">The project.</param>
internal sealed class ServerRuns(HttpClient client, string project) : IRunReader
{
    private readonly string _runs = $"/api/v1/projects/{Uri.EscapeDataString(project)}/runs";

    public async Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken)
    {
        if (await GetAsync($"{_runs}?limit=50", cancellationToken) is not { } bytes)
        {
            return [];
        }

        using JsonDocument document = JsonDocument.Parse(bytes);
        return [.. document.RootElement.GetProperty("runs").EnumerateArray().Select(run => run.GetProperty("id").GetString()!)];
    }

    public async Task<IReadOnlyList<RunEvent>> EventsAsync(string runId, long after, CancellationToken cancellationToken)
    {
        string address = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{_runs}/{Uri.EscapeDataString(runId)}/events?after={after}");
        byte[] bytes = await GetAsync(address, cancellationToken) ?? [];
        List<RunEvent> events = [];
        foreach (Range line in bytes.AsSpan().Split((byte)'\n'))
        {
            ReadOnlySpan<byte> json = bytes.AsSpan()[line];
            if (!json.IsEmpty)
            {
                events.Add(Event(json));
            }
        }

        return events;
    }

    /// <summary>The id of the deployment a run verifies, also while it waits for its turn; null when it has none or is not known.</summary>
    public async Task<string?> DeploymentOfAsync(string runId, CancellationToken cancellationToken)
    {
        if (await GetAsync($"{_runs}/{Uri.EscapeDataString(runId)}", cancellationToken) is not { } bytes)
        {
            return null;
        }

        using JsonDocument run = JsonDocument.Parse(bytes);
        return run.RootElement.TryGetProperty("deployment", out JsonElement deployment) && deployment.ValueKind == JsonValueKind.Object
            ? deployment.GetProperty("id").GetString()
            : null;
    }

    public BlobReader Blobs(string runId) => async (blobId, cancellationToken) =>
        await GetAsync($"{_runs}/{Uri.EscapeDataString(runId)}/blobs/{Escaped(blobId)}", cancellationToken) is { } bytes
            ? bytes
            : (ReadOnlyMemory<byte>?)null;

    private static RunEvent Event(ReadOnlySpan<byte> line)
    {
        Utf8JsonReader reader = new(line);
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1 && reader.ValueTextEquals("event"u8))
            {
                reader.Read();
                int start = (int)reader.TokenStartIndex;
                reader.Skip();
                return (RunEvent)JournalJson.Deserialize(StreamKind.Run, line[start..(int)reader.BytesConsumed]);
            }
        }

        throw new JsonException("A line of a run's events has no event.");
    }

    private static string Escaped(string blobId) => string.Join('/', blobId.Split('/').Select(Uri.EscapeDataString));

    private async Task<byte[]?> GetAsync(string address, CancellationToken cancellationToken)
    {
        try
        {
            using HttpResponseMessage response = await client.GetAsync(new Uri(address, UriKind.Relative), cancellationToken);
            return response.StatusCode == HttpStatusCode.OK ? await response.Content.ReadAsByteArrayAsync(cancellationToken) : null;
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or SocketException
            || (exception is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return null;
        }
    }
}
