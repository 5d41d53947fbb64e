using System.Net.Sockets;
using System.Text.Json;

namespace Seatrial.Cli.Servers;

/// <summary>What a server that was told of a deployment says of it.</summary>
/// <param name="Server">The server's address; null when none answers.</param>
/// <param name="RunId">The run that verifies the deployment; null when it was not known in time.</param>
internal sealed record ServerWord(Uri? Server, string? RunId)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);

    /// <summary>Asks for the run of a deployment, for two seconds at most.</summary>
    /// <param name="server">The server's address; null when none wrote one down.</param>
    /// <param name="project">The project.</param>
    /// <param name="deploymentId">The deployment.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    public static async Task<ServerWord> AskAsync(Uri? server, string project, string deploymentId, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (server is null)
        {
            return new(null, null);
        }

        using HttpClient client = new() { BaseAddress = server, Timeout = Patience };
        if (!await IsUpAsync(client, cancellationToken))
        {
            return new(null, null);
        }

        ServerRuns runs = new(client, project);
        HashSet<string> others = new(StringComparer.Ordinal);
        for (long since = clock.GetTimestamp(); clock.GetElapsedTime(since) < Patience; await Task.Delay(LookEvery, clock, cancellationToken))
        {
            foreach (string runId in (await runs.ListAsync(cancellationToken)).Where(others.Add))
            {
                if (await runs.DeploymentOfAsync(runId, cancellationToken) == deploymentId)
                {
                    return new(server, runId);
                }
            }
        }

        return new(server, null);
    }

    private static async Task<bool> IsUpAsync(HttpClient client, CancellationToken cancellationToken)
    {
        try
        {
            using HttpResponseMessage answer = await client.GetAsync(new Uri("/healthz", UriKind.Relative), cancellationToken);
            using JsonDocument health = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(cancellationToken));
            return answer.IsSuccessStatusCode && health.RootElement.TryGetProperty("status", out _);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or SocketException or JsonException
            || (exception is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return false;
        }
    }
}
