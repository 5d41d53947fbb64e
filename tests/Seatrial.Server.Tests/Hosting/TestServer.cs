using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Seatrial.Core.Deployments;
using Seatrial.Core.Environments;
using Seatrial.Core.Runs;
using Seatrial.Server.Hosting;
using Seatrial.Storage.Sqlite;

namespace Seatrial.Server.Tests.Hosting;

/// <summary>A real server on a free port with a real journal, and a clock of its own.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    public const string Secret = "a secret of enough letters";
    public const string OlderSecret = "the secret before that one";
    public const string Deployments = "/api/v1/projects/shop/environments/local/deployments";
    public const string CdEvents = "/api/v1/projects/shop/environments/local/cdevents";

    private readonly WebApplication _app;
    private readonly EnvironmentQueue _queue;

    private TestServer(WebApplication app, SqliteJournal journal, EnvironmentQueue queue, FakeTimeProvider clock)
    {
        _app = app;
        _queue = queue;
        Journal = journal;
        Clock = clock;
        string address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        Client = new HttpClient { BaseAddress = new Uri(address) };
    }

    public SqliteJournal Journal { get; }

    public FakeTimeProvider Clock { get; }

    public HttpClient Client { get; }

    public IServiceProvider Services => _app.Services;

    public static async Task<TestServer> StartAsync(
        string folder,
        CancellationToken cancellationToken,
        bool areSnapshotsGone = false,
        string environment = "local",
        string[]? services = null,
        IReadOnlyDictionary<string, string?>? settings = null,
        int defects = 0,
        Action<string>? news = null)
    {
        FakeTimeProvider clock = new(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));
        SqliteJournal journal = SqliteJournal.Open(Path.Combine(folder, "journal.db"), clock);
        StuckSetups setups = new(areSnapshotsGone) { Defects = defects };
        RunDriverOptions options = new() { Owner = "test" };
        RunDriver driver = new(journal, setups, new NoSignals(), clock, options);
        EnvironmentQueue queue = new("shop", environment, journal, setups, driver, options, clock);
        ServedEnvironment served = new(
            "shop",
            environment,
            (services ?? ["orders", "catalog"]).ToHashSet(StringComparer.Ordinal),
            [Secret, OlderSecret],
            queue);
        ServerParts parts = new(journal, new ServedEnvironments([served]), clock)
        {
            LogFolder = folder,
            News = new ServerNews(news),
            Settings = settings ?? new Dictionary<string, string?>(StringComparer.Ordinal),
        };
        WebApplication app = ServerHost.Build(parts, new IPEndPoint(IPAddress.Loopback, 0));
        await app.StartAsync(cancellationToken);
        app.Services.GetRequiredService<EnvironmentDriving>().Begin();
        return new TestServer(app, journal, queue, clock);
    }

    public Task<HttpResponseMessage> PostAsync(string path, string body, CancellationToken cancellationToken) =>
        PostAsync(path, Encoding.UTF8.GetBytes(body), cancellationToken);

    /// <summary>Posts a signed body.</summary>
    public async Task<HttpResponseMessage> PostAsync(
        string path,
        byte[] body,
        CancellationToken cancellationToken,
        string contentType = "application/json",
        Action<HttpRequestMessage>? change = null)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        request.Headers.TryAddWithoutValidation(
            WebhookSignature.Header,
            WebhookSignature.Sign(Secret, body, Clock));
        change?.Invoke(request);
        return await Client.SendAsync(request, cancellationToken);
    }

    public static string Body(string id, string version = "1.1.0") => string.Create(
        CultureInfo.InvariantCulture,
        $$"""
        {"id":"{{id}}","services":[{"name":"orders","version":"{{version}}","previousVersion":"1.0.0"}],
         "revision":"abc","actor":"ci","url":"https://ci.test/1","occurredAt":"2026-11-23T08:59:58Z"}
        """);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        _queue.Dispose();
        await Journal.DisposeAsync();
    }
}
