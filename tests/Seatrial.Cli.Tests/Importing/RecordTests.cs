using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Seatrial.Cli.Recording;
using Seatrial.TestKit;

namespace Seatrial.Cli.Tests.Importing;

public sealed partial class RecordTests
{
    private readonly Dictionary<string, JsonNode> _orders = new(StringComparer.Ordinal);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Real_traffic_becomes_a_flow_that_passes_and_holds_no_secret(bool isReverse)
    {
        using ImportSite site = new();
        await using WebApplication service = await ServiceAsync();
        string address = service.Urls.First();
        await RecordAsync(site, isReverse ? address : null, async proxy =>
        {
            using HttpClientHandler handler = new() { UseProxy = !isReverse, Proxy = isReverse ? null : new System.Net.WebProxy(new Uri(proxy)) { BypassProxyOnLocal = false } };
            using HttpClient client = new(handler) { BaseAddress = new Uri(isReverse ? proxy : address) };
            await UseAsync(client);
        });

        string text = await File.ReadAllTextAsync(site.Folder.At("rec/flows/recorded.flow.yaml"), TestContext.Current.CancellationToken);
        Assert.DoesNotContain("planted", text + site.People + await File.ReadAllTextAsync(site.Folder.At("rec/seatrial.yaml"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Snapshot.Match(text, "flow");
        string file = site.Folder.At("rec/seatrial.yaml");
        await File.WriteAllTextAsync(file, EnvSource().Replace(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), "generated: 32"), TestContext.Current.CancellationToken);
        await site.AssertUsableAsync("rec");
    }

    [Fact]
    public async Task Nothing_recorded_is_told()
    {
        using ImportSite site = new();
        int code = await RecordAsync(site, "http://127.0.0.1:9", static _ => Task.CompletedTask);

        Assert.Equal(3, code);
        Assert.Contains("ST1052", site.People, StringComparison.Ordinal);
        Assert.False(Directory.Exists(site.Folder.At("rec")));
    }

    private static async Task<int> RecordAsync(ImportSite site, string? target, Func<string, Task> use)
    {
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        Task<CommandResult> recording = RecordVerb.RunAsync(site.Context with { Stop = stop.Token }, new RecordArguments("127.0.0.1:0", "rec", "Recorded") { Target = target });
        string people = await Eventually.ReachesAsync(() => Task.FromResult(site.People), text => text.Contains("Ctrl-C", StringComparison.Ordinal) || recording.IsCompleted, "it records", TestContext.Current.CancellationToken);
        await use(Recording().Match(people).Groups["address"].Value);
        await stop.CancelAsync();
        return (int)(await recording).ExitCode;
    }

    private static async Task UseAsync(HttpClient client)
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        client.DefaultRequestHeaders.Add("X-Api-Key", "planted-api-key-7f3a");
        using HttpResponseMessage login = await client.PostAsJsonAsync("/login", new { user = "ann", password = "planted-password" }, token);
        string access = (await login.Content.ReadFromJsonAsync<JsonObject>(token))!["token"]!.GetValue<string>();
        client.DefaultRequestHeaders.Authorization = new("Bearer", access);
        using HttpResponseMessage made = await client.PostAsJsonAsync("/orders", new { sku = "BOOK-1" }, token);
        string id = (await made.Content.ReadFromJsonAsync<JsonObject>(token))!["id"]!.GetValue<string>();
        using HttpResponseMessage read = await client.GetAsync(new Uri($"/orders/{id}", UriKind.Relative), token);
        using HttpResponseMessage removed = await client.DeleteAsync(new Uri($"/orders/{id}", UriKind.Relative), token);
        Assert.Equal(System.Net.HttpStatusCode.NoContent, removed.StatusCode);
    }

    /// <summary>A service that knows who asks: what it once gave it does not take again.</summary>
    private async Task<WebApplication> ServiceAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication app = builder.Build();
        HashSet<string> tokens = new(StringComparer.Ordinal);
        bool IsKnown(HttpRequest request) => request.Headers.Authorization.ToString() is ['B', 'e', 'a', 'r', 'e', 'r', ' ', .. var token] && tokens.Contains(token);
        app.MapPost("/login", () =>
        {
            string token = $"planted{Guid.NewGuid():N}";
            tokens.Add(token);
            return Results.Ok(new { token, expiresIn = 300 });
        });
        app.MapPost("/orders", (JsonObject order, HttpRequest request) =>
        {
            if (!IsKnown(request))
            {
                return Results.Unauthorized();
            }

            string id = Guid.NewGuid().ToString();
            _orders[id] = new JsonObject { ["id"] = id, ["sku"] = order["sku"]!.DeepClone(), ["state"] = "pending", ["createdAt"] = DateTimeOffset.UnixEpoch.ToString("O") };
            return Results.Json(_orders[id], statusCode: 201);
        });
        app.MapGet("/orders/{id}", (string id, HttpRequest request) => !IsKnown(request) ? Results.Unauthorized() : _orders.TryGetValue(id, out JsonNode? order) ? Results.Json(order) : Results.NotFound());
        app.MapDelete("/orders/{id}", (string id, HttpRequest request) => !IsKnown(request) ? Results.Unauthorized() : _orders.Remove(id) ? Results.NoContent() : Results.NotFound());
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }

    [GeneratedRegex("Recording at (?<address>[^ \n]+)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Recording();

    [GeneratedRegex("env: [A-Z_0-9]+", RegexOptions.NonBacktracking)]
    private static partial Regex EnvSource();
}
