using Microsoft.Extensions.Time.Testing;
using Seatrial.Core;
using Seatrial.Core.Browsing;
using Seatrial.Core.Flows;
using Seatrial.Flows.Tests.Running;

namespace Seatrial.Flows.Tests.Browsing;

/// <summary>A browser that does not start is not the product's failure.</summary>
public sealed class StageTests
{
    private const string Flow = """
        flow: A journey
        within: 20s
        steps:
          - name: Look
            within: 2s
            browser:
              - goto: '{{ shop }}/login'
        """;

    [Fact]
    public async Task A_browser_that_never_starts_is_given_up_after_its_own_deadline_not_the_steps()
    {
        FakeTimeProvider time = new();
        using Trial trial = New(new NeverOpens(), time);

        FlowAttemptResult result = await trial.RunFastAsync(time, TimeSpan.FromSeconds(1));

        Assert.Equal((FlowOutcome.Inconclusive, FailureKind.Evidence), (result.Outcome, result.Failure!.Kind));
        Assert.Equal("Step 1 of 1 \"Look\": the browser had not started after 60 s\n  browser goto {{ shop }}/login\n  1 try, 0 ms; deadline: the step's within 2 s", result.Failure.Message);
        Assert.True(result.Duration >= TimeSpan.FromSeconds(60), $"{result.Duration}");
        Assert.Equal(TimeSpan.Zero, trial.Sink.Steps.Single().Duration);
    }

    [Fact]
    public async Task A_run_that_is_cancelled_does_not_wait_for_it()
    {
        NeverOpens never = new();
        using Trial trial = New(never, TimeProvider.System);
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

        Task<FlowAttemptResult> running = trial.RunAsync(stop.Token);
        await never.Asked.Task.WaitAsync(TestContext.Current.CancellationToken);
        await stop.CancelAsync();

        Assert.Equal(FailureKind.Cancelled, (await running).Failure!.Kind);
    }

    [Fact]
    public async Task That_there_is_none_is_told_with_what_to_do()
    {
        using Trial trial = New(new NoneHere(), TimeProvider.System);

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Equal((FlowOutcome.Inconclusive, FailureKind.Evidence), (result.Outcome, result.Failure!.Kind));
        Assert.StartsWith("Step 1 of 1 \"Look\": there is no browser to look with: Install it.\n", result.Failure.Message, StringComparison.Ordinal);
    }

    private static Trial New(IBrowserSource browser, TimeProvider time) => new(
        new(StringComparer.Ordinal) { ["flow"] = Flow },
        new(StringComparer.Ordinal) { ["shop"] = "http://127.0.0.1:9" },
        time,
        browser: browser);

    private sealed class NeverOpens : IBrowserSource
    {
        public TaskCompletionSource Asked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<IBrowser> OpenAsync(CancellationToken cancellationToken)
        {
            Asked.TrySetResult();
            return new TaskCompletionSource<IBrowser>().Task.WaitAsync(cancellationToken);
        }
    }

    private sealed class NoneHere : IBrowserSource
    {
        public Task<IBrowser> OpenAsync(CancellationToken cancellationToken) => throw new SeatrialException("browser-missing", "Install it.");
    }
}
