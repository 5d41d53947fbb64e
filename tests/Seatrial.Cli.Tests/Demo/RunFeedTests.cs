using Seatrial.Cli.Demo;
using Seatrial.Core.Reporting;
using Seatrial.Core.Runs;
using Seatrial.TestKit.Reporting;

namespace Seatrial.Cli.Tests.Demo;

public sealed class RunFeedTests
{
    [Fact]
    public async Task Follows_a_run_to_its_end_although_the_server_goes_away()
    {
        SampleRun run = SampleRun.RolledBack();
        RunFeed feed = new(new FakeRunReader(("r-1", run.Events)), TimeProvider.System);
        List<RunEvent> seen = [];

        RunRequest request = await feed.NextAsync(TestContext.Current.CancellationToken);
        RunReport report = await feed.FollowAsync(
            "r-1",
            (runEvent, _) =>
            {
                seen.Add(runEvent);
                return Task.CompletedTask;
            },
            TestContext.Current.CancellationToken);

        Assert.Equal("d-42", request.Deployment!.Id);
        Assert.Equal(run.Events, seen);
        Assert.Equal(5, report.State.ExitCode);
    }
}
