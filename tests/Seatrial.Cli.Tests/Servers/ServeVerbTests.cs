using System.Net;
using System.Net.Http.Headers;
using Seatrial.Cli.Servers;
using Seatrial.Server.Hosting;
using Seatrial.TestKit;

namespace Seatrial.Cli.Tests.Servers;

public sealed class ServeVerbTests : IDisposable
{
    private const string Project = "project: shop\nenvironments: { local: { services: { orders: 'http://localhost:8080' } } }\n";

    private readonly TempFolder _folder = new();
    private readonly string _variable = $"SEATRIAL_TEST_{Guid.NewGuid():N}";

    public ServeVerbTests() => _folder.Write("seatrial.yaml", Project);

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(_variable, null);
        _folder.Dispose();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("fifteen letters")]
    public async Task A_token_that_is_missing_or_short_stops_the_start(string? token)
    {
        Environment.SetEnvironmentVariable(_variable, token);
        using CommandHarness harness = new(_folder.Root);

        int code = await harness.InvokeAsync("serve", ".", "--read-token-env", _variable);

        Assert.Equal((int)ExitCode.Invalid, code);
        Assert.Contains(_variable, harness.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain(token ?? "at once", harness.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_a_token_readers_must_show_it()
    {
        Environment.SetEnvironmentVariable(_variable, "a token of some letters");
        using CommandHarness harness = new(_folder.Root);
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        CommandContext context = harness.Context with { Stop = stop.Token };
        Task<CommandResult> serving = ServeVerb.RunAsync(context, new ServeArguments([_folder.Root], "127.0.0.1:0") { ReadTokenEnv = _variable });
        ServerFile server = (await Eventually.ReachesAsync(
            () => Task.FromResult(ServerFile.Read(_folder.At(".seatrial"))),
            file => file is not null || serving.IsCompleted,
            "it serves",
            TestContext.Current.CancellationToken))!;
        using HttpClient client = new() { BaseAddress = server.Api };
        Uri runs = new("/api/v1/projects/shop/runs", UriKind.Relative);

        using HttpResponseMessage without = await client.GetAsync(runs, TestContext.Current.CancellationToken);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "a token of some letters");
        using HttpResponseMessage with = await client.GetAsync(runs, TestContext.Current.CancellationToken);
        await stop.CancelAsync();
        await serving;

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.OK), (without.StatusCode, with.StatusCode));
    }
}
