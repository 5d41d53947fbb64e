using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Seatrial.Core;
using Seatrial.Core.Deployments;
using Seatrial.Server.Hosting;
using Seatrial.TestKit;

namespace Seatrial.Server.Tests.Hosting;

public sealed class SeatrialServerTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly HttpClient _client = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _client.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task It_starts_at_once_tells_where_it_listens_and_leaves_no_trace_of_that()
    {
        FakeCatalogue catalogue = new(new StuckSetups(isGone: false));
        long started = TimeProvider.System.GetTimestamp();
        await ServeAsync(catalogue, async server =>
        {
            TimeSpan elapsed = TimeProvider.System.GetElapsedTime(started);
            TestContext.Current.SendDiagnosticMessage("serving after {0} ms", elapsed.TotalMilliseconds);
            Assert.InRange(elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
            Assert.Equal(server, ServerFile.Read(_folder.Root));
            Assert.Equal(server, catalogue.Told);
            Assert.Equal(Environment.ProcessId, server.ProcessId);

            using HttpResponseMessage health = await _client.GetAsync(new Uri(server.Api, "/readyz"), Token);
            using HttpResponseMessage traces =
                await _client.PostAsJsonAsync(new Uri(server.OtlpHttp!, "/v1/traces"), new { resourceSpans = Array.Empty<int>() }, Token);
            using HttpResponseMessage notHere = await _client.GetAsync(new Uri(server.OtlpHttp!, "/healthz"), Token);
            using HttpResponseMessage neitherHere =
                await _client.PostAsJsonAsync(new Uri(server.Api, "/v1/traces"), new { resourceSpans = Array.Empty<int>() }, Token);
            Assert.Equal(HttpStatusCode.OK, health.StatusCode);
            Assert.Equal(HttpStatusCode.OK, traces.StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, notHere.StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, neitherHere.StatusCode);
        });

        Assert.Null(ServerFile.Read(_folder.Root));
    }

    [Fact]
    public async Task A_second_server_on_the_same_folder_is_refused()
    {
        await ServeAsync(new FakeCatalogue(new StuckSetups(isGone: false)), async server =>
        {
            SeatrialException refused = await Assert.ThrowsAsync<SeatrialException>(() => SeatrialServer.RunAsync(
                new ServeOptions { StateFolder = _folder.Root },
                new FakeCatalogue(new StuckSetups(isGone: false)),
                TimeProvider.System,
                onServing: null,
                Token));

            Assert.Equal("server-already-running", refused.Code);
            Assert.Contains(server.Api.ToString(), refused.Message, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task A_port_that_is_taken_is_a_clear_refusal()
    {
        await ServeAsync(new FakeCatalogue(new StuckSetups(isGone: false)), async server =>
        {
            using TempFolder other = new();
            SeatrialException refused = await Assert.ThrowsAsync<SeatrialException>(() => SeatrialServer.RunAsync(
                new ServeOptions { StateFolder = other.Root, Port = server.Api.Port },
                new FakeCatalogue(new StuckSetups(isGone: false)),
                TimeProvider.System,
                onServing: null,
                Token));

            Assert.Equal("server-cannot-listen", refused.Code);
        });
    }

    [Fact]
    public async Task What_one_server_accepted_the_next_one_drives_to_its_end()
    {
        string run = string.Empty;
        await ServeAsync(new FakeCatalogue(new StuckSetups(isGone: false)), async server =>
        {
            using HttpResponseMessage accepted = await AcceptAsync(server);
            run = accepted.Headers.Location!.OriginalString;
        });

        await ServeAsync(new FakeCatalogue(new StuckSetups(isGone: true)), async server =>
        {
            JsonElement closed = await Eventually.ReachesAsync(
                () => _client.GetFromJsonAsync<JsonElement>(new Uri(server.Api, run), Token),
                seen => seen.GetProperty("status").GetString() == "closed",
                "the run closes",
                Token);
            Assert.Contains("is gone", closed.GetProperty("verdict").GetProperty("reason").GetString(), StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Driving_begins_when_the_environments_are_up()
    {
        await ServeAsync(new FakeCatalogue(new StuckSetups(isGone: false)), async server => (await AcceptAsync(server)).Dispose());
        Task opened = Task.CompletedTask;
        FakeCatalogue catalogue = new(new StuckSetups(isGone: false))
        {
            WhenServing = () => Assert.ThrowsAsync<TimeoutException>(() => opened.WaitAsync(TimeSpan.FromSeconds(1), TimeProvider.System, Token)),
        };
        opened = catalogue.Opened;

        await ServeAsync(catalogue, _ => catalogue.Opened.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System, Token));
    }

    [Fact]
    public async Task Two_environments_with_the_same_secret_are_not_served()
    {
        FakeCatalogue catalogue = new(new StuckSetups(isGone: false))
        {
            Projects =
            [
                new ServedProject("shop", new HashSet<string>(StringComparer.Ordinal), [new ServedPlace("prod", ["another secret of its own", TestServer.Secret])]),
                new ServedProject("depot", new HashSet<string>(StringComparer.Ordinal), [new ServedPlace("staging", [TestServer.Secret, TestServer.Secret])]),
            ],
        };

        SeatrialException refused = await Assert.ThrowsAsync<SeatrialException>(() =>
            SeatrialServer.RunAsync(new ServeOptions { StateFolder = _folder.Root }, catalogue, TimeProvider.System, onServing: null, Token));

        Assert.Equal("webhook-secret-shared", refused.Code);
        Assert.Contains("shop/prod and of depot/staging", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(TestServer.Secret, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_it_keeps_is_for_its_owner_only()
    {
        string state = _folder.At("state");
        await ServeAsync(
            new FakeCatalogue(new StuckSetups(isGone: false)),
            async server =>
            {
                (await AcceptAsync(server)).Dispose();
                if (OperatingSystem.IsWindows())
                {
                    return;
                }

                string[] kept = [state, .. Directory.GetFileSystemEntries(state, "*", SearchOption.AllDirectories)];
                Assert.Superset(
                    new HashSet<string?>(["journal.db", "journal.db-wal", "journal.db-shm", "serve.log", "server.json", "server.lock"], StringComparer.Ordinal),
                    kept.Select(Path.GetFileName).ToHashSet(StringComparer.Ordinal));
                const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
                foreach (string path in kept)
                {
                    Assert.True((File.GetUnixFileMode(path) & ~owner) == UnixFileMode.None, $"{path} can be reached by others");
                }
            },
            state);
    }

    [Fact]
    public async Task An_environment_that_fails_is_driven_again_after_a_while()
    {
        await using TestServer server = await TestServer.StartAsync(_folder.Root, Token, areSnapshotsGone: true, defects: 2);
        using HttpResponseMessage accepted = await server.PostAsync(TestServer.Deployments, TestServer.Body("d-1"), Token);
        await Eventually.IsTrueAsync(
            () => server.Services.GetRequiredService<EnvironmentDriving>().Failing is [var only]
                && only.Contains("InvalidOperationException", StringComparison.Ordinal),
            "the failure shows",
            Token);
        using HttpResponseMessage ready = await server.Client.GetAsync(new Uri("/readyz", UriKind.Relative), Token);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);

        await Eventually.ReachesAsync(
            async () =>
            {
                server.Clock.Advance(TimeSpan.FromSeconds(1));
                return await server.Client.GetFromJsonAsync<JsonElement>(accepted.Headers.Location, Token);
            },
            seen => seen.GetProperty("status").GetString() == "closed",
            "the run closes",
            Token);
        Assert.Contains("A defect.", await File.ReadAllTextAsync(_folder.At("serve.log"), Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signals_of_the_system_stop_it()
    {
        await using TestServer server = await TestServer.StartAsync(_folder.Root, Token);

        Assert.Equal("ConsoleLifetime", server.Services.GetRequiredService<IHostLifetime>().GetType().Name);
    }

    [Fact]
    public async Task A_webhook_secret_is_made_once_and_for_its_owner_only()
    {
        string[] secrets = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(
            () => WebhookSecretFile.GetOrCreate(_folder.Root, "shop", "local"),
            Token)));

        string secret = Assert.Single(secrets.Distinct(StringComparer.Ordinal));
        Assert.Equal(64, secret.Length);
        string other = WebhookSecretFile.GetOrCreate(_folder.Root, "shop", "other");
        Assert.False(string.Equals(secret, other, StringComparison.Ordinal));
        Assert.Equal(2, Directory.GetFiles(_folder.At("secrets")).Length);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(
                UnixFileMode.UserRead | UnixFileMode.UserWrite,
                File.GetUnixFileMode(WebhookSecretFile.PathOf(_folder.Root, "shop", "local")));
        }
    }

    private async Task<HttpResponseMessage> AcceptAsync(ServerFile server)
    {
        byte[] body = Encoding.UTF8.GetBytes(TestServer.Body("d-1"));
        using HttpRequestMessage request = new(HttpMethod.Post, new Uri(server.Api, TestServer.Deployments))
        {
            Content = new ByteArrayContent(body),
        };
        request.Headers.Add(WebhookSignature.Header, WebhookSignature.Sign(TestServer.Secret, body, TimeProvider.System));
        HttpResponseMessage accepted = await _client.SendAsync(request, Token);
        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        return accepted;
    }

    private async Task ServeAsync(FakeCatalogue catalogue, Func<ServerFile, Task> use, string? state = null)
    {
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        TaskCompletionSource<ServerFile> serving = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Task run = SeatrialServer.RunAsync(
            new ServeOptions { StateFolder = state ?? _folder.Root },
            catalogue,
            TimeProvider.System,
            serving.SetResult,
            stop.Token);
        await Task.WhenAny(serving.Task, run);
        try
        {
            Assert.True(serving.Task.IsCompleted, run.Exception?.ToString());
            await use(await serving.Task);
        }
        finally
        {
            await stop.CancelAsync();
            await run;
        }
    }
}
