using Seatrial.Core.Flows;
using Seatrial.TestKit;

namespace Seatrial.Browser.Tests;

/// <summary>Addresses behind which there is no page: what is told of each.</summary>
public sealed class UnfriendlyPageTests(Chromium chromium) : IClassFixture<Chromium>
{
    private const string Page = "HTTP/1.1 401 Unauthorized\r\nContent-Type: text/html\r\nContent-Length: 63\r\nConnection: close\r\n\r\n<!doctype html><title>Sign in first</title><h1>Who are you?</h1>";

    [Theory]
    [InlineData("refused-page", Page, FailureKind.Expectation, null)]
    [InlineData("refused-without-page", "HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", FailureKind.Expectation, null)]
    [InlineData("asks-for-password", "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"shop\"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", FailureKind.Expectation, null)]
    [InlineData("garbage", "\u0001\u0002\u0003 this is no HTTP at all\r\n\r\n", FailureKind.Transport, TransportFault.Protocol)]
    [InlineData("broken-length", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\nContent-Length: 20\r\n\r\n", FailureKind.Transport, TransportFault.Protocol)]
    [InlineData("hangs-up", "", FailureKind.Transport, TransportFault.ConnectionLost)]
    public async Task What_came_instead_of_the_page_is_told(string name, string answer, FailureKind kind, TransportFault? fault)
    {
        await using Talker talker = Talker.Start(answer);

        FlowAttemptResult result = await RunAsync(talker.Address);

        Assert.Equal((kind, fault), (result.Failure!.Kind, result.Failure.Fault));
        Snapshot.Match(Journey.Stable(result.Failure.Message), name);
    }

    [Fact]
    public async Task A_page_that_never_loads_is_told_in_time()
    {
        await using Talker talker = Talker.Start(null);

        FlowAttemptResult result = await RunAsync(talker.Address);

        Assert.Equal(FailureKind.Expectation, result.Failure!.Kind);
        Snapshot.Match(Journey.Stable(result.Failure.Message), "never-loads");
    }

    [Fact]
    public async Task A_page_of_which_one_part_never_loads_is_told_in_time()
    {
        await using Talker talker = Talker.Start("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 500\r\n\r\n<!doctype html><title>Half</title><h1>Half a page</h1>", isHeldOpen: true);

        FlowAttemptResult result = await RunAsync(talker.Address);

        Assert.Equal(FailureKind.Expectation, result.Failure!.Kind);
        Snapshot.Match(Journey.Stable(result.Failure.Message), "half-a-page");
    }

    private async Task<FlowAttemptResult> RunAsync(string address)
    {
        using Journey journey = new(chromium, address, """
              - name: Open
                within: 2s
                browser:
                  - goto: '{{ web }}/page'
                  - expect: { title: The shop }
            """);
        FlowAttemptResult result = await journey.RunAsync();
        Assert.All(journey.Sink.Steps.Single().Attachments ?? [], static file => Assert.Null(file.Missing));
        return result;
    }
}
