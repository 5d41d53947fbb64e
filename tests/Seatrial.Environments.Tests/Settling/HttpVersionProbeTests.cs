using System.Net;
using Seatrial.Core.Deployments;
using Seatrial.Core.Documents;
using Seatrial.Environments.Settling;
using Seatrial.Project.JsonPath;
using Seatrial.Project.Loading;

namespace Seatrial.Environments.Tests.Settling;

public sealed class HttpVersionProbeTests
{
    [Fact]
    public async Task Observe_EveryKindOfAnswer_IsAnObservation()
    {
        IReadOnlyList<ServiceObservation> seen = await ObserveAsync(null, "good", "broken", "empty", "text", "gone");

        Assert.Equal(new ServiceObservation("good", "1.2.0", ServiceCondition.Ready), seen[0]);
        Assert.All(seen.Skip(1), o => Assert.Equal(ServiceCondition.Unreachable, o.Condition));
        Assert.Contains("answered 500", seen[1].Detail, StringComparison.Ordinal);
        Assert.Contains("without a version", seen[2].Detail, StringComparison.Ordinal);
        Assert.Contains("no JSON", seen[3].Detail, StringComparison.Ordinal);
        Assert.Contains("refused", seen[4].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Endpoint_WithoutAPlaceInTheAnswer_TakesTheWholeText() =>
        Assert.Equal("1.2.0", VersionEndpoint.Of(Model("catalog", at: null), new Uri("http://gateway/catalog"))!.Read(" 1.2.0\n"));

    [Fact]
    public void Endpoint_OfAServiceBehindAPath_KeepsThePath() => Assert.Equal(
        new Uri("http://gateway/catalog/version"),
        VersionEndpoint.Of(Model("catalog", "$.version"), new Uri("http://gateway/catalog"))!.Address);

    [Fact]
    public async Task Observe_PlatformKnowsOfACrashLoop_BelievesThePlatform()
    {
        ServiceObservation[] platform =
        [
            new("good", "1.2.0", ServiceCondition.CrashLooping, "3 deaths"),
            new("gone", "1.0.0", ServiceCondition.Starting),
            new("silent", "1.0.0", ServiceCondition.CrashLooping),
        ];

        IReadOnlyList<ServiceObservation> seen = await ObserveAsync(platform, "good", "gone");

        Assert.Equal(
            [ServiceCondition.CrashLooping, ServiceCondition.Starting, ServiceCondition.CrashLooping],
            seen.Select(o => o.Condition));
    }

    private static async Task<IReadOnlyList<ServiceObservation>> ObserveAsync(
        IReadOnlyList<ServiceObservation>? platform, params string[] services)
    {
        using var client = new HttpClient(new Peer());
        var probe = new HttpVersionProbe(
            [.. services.Select(s => VersionEndpoint.Of(Model(s, "$.version"), new Uri($"http://{s}/"))!)],
            client,
            TimeProvider.System,
            platform is null ? null : _ => Task.FromResult(platform));
        return await probe.ObserveAsync(TestContext.Current.CancellationToken);
    }

    private static ServiceModel Model(string name, string? at) => new(name, SourceSpan.WholeFile("seatrial.yaml"))
    {
        VersionPath = "/version",
        VersionAt = at is null ? null : JsonPathQuery.TryParse(at, out _),
    };

    private sealed class Peer : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(request.RequestUri!.Host switch
            {
                "good" => Answer(HttpStatusCode.OK, """{"service":"good","version":"1.2.0"}"""),
                "broken" => Answer(HttpStatusCode.InternalServerError, string.Empty),
                "empty" => Answer(HttpStatusCode.OK, "{}"),
                "text" => Answer(HttpStatusCode.OK, "1.2.0 or so"),
                _ => throw new HttpRequestException("connection refused"),
            });

        private static HttpResponseMessage Answer(HttpStatusCode status, string body) =>
            new(status) { Content = new StringContent(body) };
    }
}
