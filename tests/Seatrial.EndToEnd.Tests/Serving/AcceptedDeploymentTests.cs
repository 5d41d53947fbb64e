using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Seatrial.Server.Hosting;
using Seatrial.TestKit;

namespace Seatrial.EndToEnd.Tests.Serving;

/// <summary>Nothing accepted is ever lost: the server dies by SIGKILL as soon as the 202 is read, and the next one runs it.</summary>
public sealed class AcceptedDeploymentTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private readonly HttpClient _client = new();
    private readonly WebApplication _catalog = StartCatalog();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string State => _folder.At("state");

    public async ValueTask InitializeAsync()
    {
        await _catalog.StartAsync(Token);
        _folder.Write("seatrial.yaml", $$"""
            project: shop
            services:
              catalog:
                version: { http: GET /version, at: $.version }
            environments:
              staging:
                signals: { within: 0s }
                services:
                  catalog: {{_catalog.Urls.Single()}}
            """);
        _folder.Write("browse.flow.yaml", """
            flow: A visitor finds an item
            steps:
              - http: GET {{ catalog }}/items
                expect:
                  status: 200
                  $.items: { count: 1 }
            """);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _catalog.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task User_can_kill_the_server_right_after_the_202_and_the_run_happens()
    {
        for (int i = 0; i < LongTests.Choose(3, 50); i++)
        {
            string run;
            await using (ChildProcess first = Serve())
            {
                ServerFile server = await ServingAsync(first);
                using HttpRequestMessage delivery = Delivery(server.Api, $"d-{i}");
                using HttpResponseMessage accepted = await _client.SendAsync(delivery, HttpCompletionOption.ResponseHeadersRead, Token);
                first.Signal(9);
                Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
                run = accepted.Headers.Location!.OriginalString;
            }

            await using ChildProcess second = Serve();
            ServerFile next = await ServingAsync(second);
            JsonElement closed = await Eventually.ReachesAsync(
                () => _client.GetFromJsonAsync<JsonElement>(new Uri(next.Api, run), Token),
                seen => seen.GetProperty("status").GetString() == "closed",
                $"run {run} closes",
                Token);
            Assert.Equal("passed", closed.GetProperty("verdict").GetProperty("kind").GetString());

            // The sender, who never saw the answer, delivers again: the same run, not a second one.
            using HttpRequestMessage again = Delivery(next.Api, $"d-{i}");
            using HttpResponseMessage known = await _client.SendAsync(again, Token);
            Assert.Equal(HttpStatusCode.OK, known.StatusCode);
            Assert.Equal(run, known.Headers.Location!.OriginalString);
        }
    }

    private static WebApplication StartCatalog()
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        WebApplication app = builder.Build();
        app.Run(context => context.Response.WriteAsync(
            context.Request.Path == "/version" ? """{"version":"1.1.0"}""" : """{"items":[{"sku":"A-1"}]}""",
            context.RequestAborted));
        return app;
    }

    private ChildProcess Serve() => ChildProcess.Start(
        TestPaths.PublishedCommand,
        ["serve", _folder.Root, "--state", State, "--otlp-grpc", "0", "--otlp-http", "0"],
        _folder.Root,
        new Dictionary<string, string?>(StringComparer.Ordinal) { ["SEATRIAL_HOME"] = TestPaths.RepositoryRoot });

    private async Task<ServerFile> ServingAsync(ChildProcess process) =>
        (await Eventually.ReachesAsync(
            () => Task.FromResult(process.HasExited ? throw new InvalidOperationException(process.AllOutput) : ServerFile.Read(State)),
            seen => seen?.ProcessId == process.Id,
            "the server says where it is",
            Token))!;

    private HttpRequestMessage Delivery(Uri api, string id) => Deliveries.Of(
        api,
        State,
        ("shop", "staging"),
        $$"""{"id":"{{id}}","services":[{"name":"catalog","version":"1.1.0","previousVersion":"1.0.0"}]}""");
}
