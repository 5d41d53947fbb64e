using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Shop.Gateway;

namespace Shop.Tests;

public sealed class GatewayTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Request_OfAKnownService_GoesThereWithoutPrefix()
    {
        await using var peer = await Peer.StartAsync(request => new { asked = request.Path + request.QueryString });
        using var routes = new RouteFileOnDisk(("catalog", peer.Address));
        await using var gateway = await RunningService.StartAsync(GatewayService.Build, ("GATEWAY_ROUTES", routes.Path));

        var answer = await gateway.Http.GetFromJsonAsync<JsonElement>("catalog/items?q=lamp", Cancellation);

        Assert.Equal("/items?q=lamp", answer.GetProperty("asked").GetString());
        Assert.Equal("/catalog", (await peer.AskedForAsync("/items")).Headers["X-Forwarded-Prefix"]);
    }

    [Fact]
    public async Task Request_OfAnUnknownService_Is503()
    {
        await using var gateway = await RunningService.StartAsync(GatewayService.Build);

        using var answer = await gateway.Http.GetAsync("nobody/items", Cancellation);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Request_OfAServiceThatIsDown_Is502()
    {
        using var routes = new RouteFileOnDisk(("catalog", "http://127.0.0.1:1"));
        await using var gateway = await RunningService.StartAsync(GatewayService.Build, ("GATEWAY_ROUTES", routes.Path));

        using var answer = await gateway.Http.GetAsync("catalog/items", Cancellation);

        Assert.Equal(HttpStatusCode.BadGateway, answer.StatusCode);
    }

    [Fact]
    public async Task Routes_ReplacedOnDisk_AreAppliedAndShown()
    {
        await using var before = await Peer.StartAsync(_ => new { who = "before" });
        await using var after = await Peer.StartAsync(_ => new { who = "after" });
        using var routes = new RouteFileOnDisk(("catalog", before.Address));
        await using var gateway = await RunningService.StartAsync(GatewayService.Build, ("GATEWAY_ROUTES", routes.Path));

        routes.Replace(2, ("catalog", after.Address));
        await Eventually.TrueAsync(async () => await RevisionAsync(gateway) == 2);

        var answer = await gateway.Http.GetFromJsonAsync<JsonElement>("catalog/x", Cancellation);
        Assert.Equal("after", answer.GetProperty("who").GetString());
    }

    private static async Task<int> RevisionAsync(RunningService gateway)
    {
        var routes = await gateway.Http.GetFromJsonAsync<JsonElement>("_gateway/routes", Cancellation);
        return routes.GetProperty("revision").GetInt32();
    }

    private sealed class RouteFileOnDisk : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("shop-routes");

        public RouteFileOnDisk(params (string Service, string Address)[] routes) => Replace(1, routes);

        public string Path => System.IO.Path.Combine(_folder.FullName, "routes.json");

        public void Replace(int revision, params (string Service, string Address)[] routes)
        {
            var table = routes.ToDictionary(route => route.Service, route => route.Address, StringComparer.Ordinal);
            File.WriteAllText(Path + ".new", JsonSerializer.Serialize(new { revision, routes = table }));
            File.Move(Path + ".new", Path, overwrite: true);
        }

        public void Dispose() => _folder.Delete(recursive: true);
    }
}
