using System.Net;
using Seatrial.Server.Hosting;
using Seatrial.TestKit;
using Seatrial.TestKit.Reporting;

namespace Seatrial.Server.Tests.Hosting;

public sealed class ServerNewsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Run_is_told_from_its_beginning_to_its_remedy()
    {
        List<string> told = [];
        ServerNews news = new(told.Add);

        foreach (Core.Runs.RunEvent runEvent in SampleRun.RolledBack().Events)
        {
            news.OnEvent("r-1", runEvent);
        }

        Assert.Equal("run r-1 begins: catalog 1.0.0 → 1.1.0 in shop/local", told[0]);
        Assert.StartsWith("run r-1 failed (product): Guest checkout fails", told[1], StringComparison.Ordinal);
        Assert.EndsWith("; suspect catalog 1.1.0", told[1], StringComparison.Ordinal);
        Assert.StartsWith("run r-1 remedy: rollback: ", told[2], StringComparison.Ordinal);
        Assert.StartsWith("run r-1 remedy applied: ", told[3], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refusal_is_told_on_one_line()
    {
        List<string> told = [];
        using TempFolder folder = new();
        await using TestServer server = await TestServer.StartAsync(folder.Root, Token, news: told.Add);
        using HttpRequestMessage request = new(HttpMethod.Post, "/api/v1/projects/shop/environments/no%0Awhere/deployments") { Content = new StringContent("{}") };

        using HttpResponseMessage response = await server.Client.SendAsync(request, Token);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal(["delivery for shop/no where refused (404): There is no environment no where in a project shop here."], told);
    }

    [Fact]
    public async Task The_door_says_where_to_go_on()
    {
        using TempFolder folder = new();
        await using TestServer server = await TestServer.StartAsync(folder.Root, Token);

        string text = await server.Client.GetStringAsync(new Uri("/", UriKind.Relative), Token);

        Assert.Contains("/healthz", text, StringComparison.Ordinal);
        Assert.Contains("/readyz", text, StringComparison.Ordinal);
    }
}
