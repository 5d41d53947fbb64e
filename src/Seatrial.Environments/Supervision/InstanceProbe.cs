using System.Net;
using System.Text.Json;

namespace Seatrial.Environments.Supervision;

/// <summary>Asks instances and the gateway, over HTTP on this machine.</summary>
internal sealed class InstanceProbe : IDisposable
{
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(2);

    // No proxy may stand between, and a kept connection could outlive the process it led to.
    private readonly HttpClient _client = new(new SocketsHttpHandler
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        PooledConnectionLifetime = TimeSpan.Zero,
    })
    {
        Timeout = AnswerWithin,
        MaxResponseContentBufferSize = 1024 * 1024,
    };

    public async Task<bool> IsReadyAsync(int port, string path, CancellationToken cancellationToken)
    {
        try
        {
            using HttpResponseMessage answer = await _client.GetAsync(
                new Uri($"http://127.0.0.1:{port}{path}"), cancellationToken);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception error) when (IsNoAnswer(error, cancellationToken))
        {
            return false;
        }
    }

    /// <summary>The revision of the routes the gateway has applied; null when it does not say.</summary>
    public async Task<long?> FindRevisionAsync(int port, CancellationToken cancellationToken)
    {
        try
        {
            byte[] body = await _client.GetByteArrayAsync(
                new Uri($"http://127.0.0.1:{port}/_gateway/routes"), cancellationToken);
            return JsonSerializer.Deserialize(body, SupervisionJson.Default.RouteTable)?.Revision;
        }
        catch (Exception error) when (error is JsonException || IsNoAnswer(error, cancellationToken))
        {
            return null;
        }
    }

    public void Dispose() => _client.Dispose();

    private static bool IsNoAnswer(Exception error, CancellationToken cancellationToken) =>
        error is HttpRequestException
        || (error is OperationCanceledException && !cancellationToken.IsCancellationRequested);
}
