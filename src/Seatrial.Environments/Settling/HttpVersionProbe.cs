using System.Net.Sockets;
using System.Text.Json;
using Seatrial.Core.Deployments;

namespace Seatrial.Environments.Settling;

/// <summary>Asks each service for its version over HTTP, all at once, and lets the platform overrule where it knows worse.</summary>
/// <param name="endpoints">Whom to ask.</param>
/// <param name="client">What asks. Without kept connections, so that each look may reach another replica.</param>
/// <param name="timeProvider">The clock.</param>
/// <param name="platform">What the platform itself says; null where nobody can be asked.</param>
public sealed class HttpVersionProbe(
    IReadOnlyList<VersionEndpoint> endpoints,
    HttpClient client,
    TimeProvider timeProvider,
    Func<CancellationToken, Task<IReadOnlyList<ServiceObservation>>>? platform = null) : ISettleProbe
{
    private const int LongestAnswer = 64 * 1024;
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(3);

    /// <summary>A client as the probe needs it. The caller disposes it.</summary>
    public static HttpClient CreateClient() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.Zero,
        ConnectTimeout = AnswerWithin,
    })
    {
        MaxResponseContentBufferSize = LongestAnswer,
    };

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ServiceObservation>> ObserveAsync(CancellationToken cancellationToken)
    {
        Task<IReadOnlyList<ServiceObservation>> known = platform is null
            ? Task.FromResult<IReadOnlyList<ServiceObservation>>([])
            : platform(cancellationToken);
        ServiceObservation[] seen = await Task.WhenAll(endpoints.Select(e => AskAsync(e, cancellationToken)));
        Dictionary<string, ServiceObservation> troubled = (await known)
            .Where(o => o.Condition is ServiceCondition.CrashLooping or ServiceCondition.Starting)
            .ToDictionary(o => o.Service, StringComparer.Ordinal);
        IEnumerable<ServiceObservation> merged = seen.Select(o => Merge(o, troubled.GetValueOrDefault(o.Service)));
        return [.. merged.Concat(troubled.Values.Where(o => !seen.Any(s => s.Service == o.Service)))];
    }

    // A crash loop stands even if the service happens to answer between two deaths; starting only explains a silence.
    private static ServiceObservation Merge(ServiceObservation seen, ServiceObservation? platform) => platform switch
    {
        { Condition: ServiceCondition.CrashLooping } => platform,
        { Condition: ServiceCondition.Starting } when seen.Condition == ServiceCondition.Unreachable => platform,
        _ => seen,
    };

    private async Task<ServiceObservation> AskAsync(VersionEndpoint endpoint, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(AnswerWithin, timeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            using HttpResponseMessage answer = await client.GetAsync(endpoint.Address, either.Token);
            if (!answer.IsSuccessStatusCode)
            {
                return Not(endpoint, $"GET {endpoint.Address} answered {(int)answer.StatusCode}");
            }

            string body = await answer.Content.ReadAsStringAsync(either.Token);
            return endpoint.Read(body) is { Length: > 0 } version
                ? new ServiceObservation(endpoint.Service, version, ServiceCondition.Ready)
                : Not(endpoint, $"GET {endpoint.Address} answered without a version");
        }
        catch (JsonException)
        {
            return Not(endpoint, $"GET {endpoint.Address} answered no JSON");
        }
        catch (Exception error) when (error is HttpRequestException or SocketException)
        {
            return Not(endpoint, $"GET {endpoint.Address}: {error.Message}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Not(endpoint, $"GET {endpoint.Address} did not answer within {AnswerWithin.TotalSeconds:0} s");
        }
    }

    private static ServiceObservation Not(VersionEndpoint endpoint, string detail) =>
        new(endpoint.Service, null, ServiceCondition.Unreachable, detail);
}
