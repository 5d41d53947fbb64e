using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Seatrial.Core.Journal;
using Seatrial.Core.Runs;
using Seatrial.Server.Tests.Hosting;
using Seatrial.TestKit;

namespace Seatrial.Server.Tests.Api;

public sealed class RunReadingTests : IDisposable
{
    private const string Runs = "/api/v1/projects/shop/runs";

    private readonly TempFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_run_is_driven_to_its_end_and_read()
    {
        await using TestServer server = await TestServer.StartAsync(_folder.Root, Token, areSnapshotsGone: true);
        using HttpResponseMessage accepted = await server.PostAsync(TestServer.Deployments, TestServer.Body("d-1"), Token);
        Uri address = accepted.Headers.Location!;

        JsonElement run = await Eventually.ReachesAsync(
            async () =>
            {
                server.Clock.Advance(TimeSpan.FromSeconds(1));
                return await server.Client.GetFromJsonAsync<JsonElement>(address, Token);
            },
            seen => seen.GetProperty("status").GetString() == "closed",
            "the run closes",
            Token);

        Assert.Equal("inconclusive", run.GetProperty("verdict").GetProperty("kind").GetString());
        Assert.Equal(4, run.GetProperty("exitCode").GetInt32());
        string[] lines = (await server.Client.GetStringAsync(new Uri($"{address}/events", UriKind.Relative), Token))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(run.GetProperty("sequence").GetInt32(), lines.Length);
        Assert.Contains("\"run-created\"", lines[0], StringComparison.Ordinal);
        Assert.Contains("\"run-closed\"", lines[^1], StringComparison.Ordinal);
        Assert.All(lines, line => JsonDocument.Parse(line).Dispose());

        JsonElement listed = await Eventually.ReachesAsync(
            async () => (await server.Client.GetFromJsonAsync<JsonElement>(Runs, Token)).GetProperty("runs")[0],
            seen => seen.TryGetProperty("verdict", out _),
            "the environment remembers the verdict",
            Token);
        Assert.Equal("local", listed.GetProperty("environment").GetString());
        Assert.Equal(address.OriginalString, listed.GetProperty("run").GetString());
    }

    [Fact]
    public async Task Queued_runs_are_listed_first()
    {
        await using TestServer server = await TestServer.StartAsync(_folder.Root, Token);
        await AppendAsync(server, "r-old");
        using HttpResponseMessage accepted = await server.PostAsync(TestServer.Deployments, TestServer.Body("d-1"), Token);

        JsonElement runs = (await server.Client.GetFromJsonAsync<JsonElement>(Runs, Token)).GetProperty("runs");

        Assert.Equal("queued", runs[0].GetProperty("status").GetString());
        Assert.Equal("r-old", runs[1].GetProperty("id").GetString());
    }

    [Fact]
    public async Task Blobs_are_read_and_never_shown_as_a_page()
    {
        await using TestServer server = await TestServer.StartAsync(_folder.Root, Token);
        await AppendAsync(server, "r-1", new JournalBlob("flow/1/0", "text/html", "<script>"u8.ToArray()));

        using HttpResponseMessage blob = await server.Client.GetAsync(new Uri($"{Runs}/r-1/blobs/flow/1/0", UriKind.Relative), Token);
        using HttpResponseMessage none = await server.Client.GetAsync(new Uri($"{Runs}/r-1/blobs/other", UriKind.Relative), Token);

        Assert.Equal("<script>", await blob.Content.ReadAsStringAsync(Token));
        Assert.Equal("nosniff", Assert.Single(blob.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("attachment", blob.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    [Theory]
    [InlineData("/api/v1/projects/shop/runs/nobody", HttpStatusCode.NotFound)]
    [InlineData("/api/v1/projects/shop/runs/nobody/events", HttpStatusCode.NotFound)]
    [InlineData("/api/v1/projects/shop/runs?limit=many", HttpStatusCode.BadRequest)]
    public async Task What_cannot_be_read_is_a_problem(string path, HttpStatusCode status)
    {
        await using TestServer server = await TestServer.StartAsync(_folder.Root, Token);

        using HttpResponseMessage answer = await server.Client.GetAsync(new Uri(path, UriKind.Relative), Token);

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
    }

    [Theory]
    [InlineData("Host", "evil.example.com")]
    [InlineData("Forwarded", "for=203.0.113.9")]
    [InlineData("X-Forwarded-For", "203.0.113.9")]
    [InlineData("x-forwarded-host", "seatrial.example.com")]
    [InlineData("X-Real-IP", "203.0.113.9")]
    [InlineData("Via", "1.1 proxy")]
    [InlineData("CF-Connecting-IP", "203.0.113.9")]
    public async Task Without_a_token_only_this_machine_reads(string header, string value)
    {
        await using TestServer server = await TestServer.StartAsync(_folder.Root, Token);
        using HttpRequestMessage request = new(HttpMethod.Get, Runs);
        request.Headers.TryAddWithoutValidation(header, value);

        using HttpResponseMessage answer = await server.Client.SendAsync(request, Token);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Theory]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    [InlineData("a wrong token of 16", HttpStatusCode.Unauthorized)]
    [InlineData("the right token of 16", HttpStatusCode.OK)]
    public async Task With_a_token_everybody_shows_it(string? token, HttpStatusCode status)
    {
        Dictionary<string, string?> settings = new(StringComparer.Ordinal) { ["Read:Token"] = "the right token of 16" };
        await using TestServer server = await TestServer.StartAsync(_folder.Root, Token, settings: settings);
        server.Client.DefaultRequestHeaders.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);

        using HttpResponseMessage answer = await server.Client.GetAsync(new Uri(Runs, UriKind.Relative), Token);

        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public async Task Health_is_told_to_everybody()
    {
        await using TestServer server = await TestServer.StartAsync(_folder.Root, Token);

        Assert.Contains("\"ok\"", await server.Client.GetStringAsync(new Uri("/healthz", UriKind.Relative), Token), StringComparison.Ordinal);
        Assert.Contains("\"ok\"", await server.Client.GetStringAsync(new Uri("/readyz", UriKind.Relative), Token), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Read:Token", "short", "Token")]
    [InlineData("Intake:MaxBodyBytes", "5", "MaxBodyBytes")]
    [InlineData("Intake:Tolerance", "3.00:00:00", "Tolerance")]
    public async Task A_bad_setting_stops_the_start_and_is_named(string name, string value, string named)
    {
        Dictionary<string, string?> settings = new(StringComparer.Ordinal) { [name] = value };

        OptionsValidationException refused = await Assert.ThrowsAsync<OptionsValidationException>(
            () => TestServer.StartAsync(_folder.Root, Token, settings: settings));

        Assert.Contains(named, refused.Message, StringComparison.Ordinal);
    }

    private static async Task AppendAsync(TestServer server, string runId, params JournalBlob[] blobs) =>
        await server.Journal.AppendAsync(
            new JournalAppend(
                StreamId.Run("shop", runId),
                0,
                [new RunEvent.DriverStarted("a", 1) { At = server.Clock.GetUtcNow() }],
                Durability.Durable)
            {
                Blobs = blobs,
            },
            Token);
}
