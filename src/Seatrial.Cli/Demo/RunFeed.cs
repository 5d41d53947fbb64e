using Seatrial.Cli.Servers;
using Seatrial.Core.Reporting;
using Seatrial.Core.Runs;

namespace Seatrial.Cli.Demo;

/// <summary>Follows runs by asking the server again and again: that it died and came back in between is not noticed.</summary>
internal sealed class RunFeed(IRunReader reader, TimeProvider clock)
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(60);

    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    /// <summary>Waits for a run that was not there before and that a deployment started; the oldest of several.</summary>
    public Task<RunRequest> NextAsync(CancellationToken cancellationToken) => NextAsync(Every, cancellationToken);

    /// <summary>Waits for it and asks as often as said.</summary>
    public async Task<RunRequest> NextAsync(TimeSpan every, CancellationToken cancellationToken)
    {
        while (true)
        {
            foreach (string runId in (await reader.ListAsync(cancellationToken)).Reverse())
            {
                if (!_known.Contains(runId)
                    && await reader.EventsAsync(runId, 0, cancellationToken) is [RunEvent.Created created, ..])
                {
                    _known.Add(runId);
                    if (created.Request.Trigger == RunTrigger.Deployment)
                    {
                        return created.Request;
                    }
                }
            }

            await Task.Delay(every, clock, cancellationToken);
        }
    }

    /// <summary>Follows a run to its end.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="observe">Called with each event and the run up to it, in order.</param>
    /// <param name="cancellationToken">Ends the following.</param>
    public async Task<RunReport> FollowAsync(string runId, Func<RunEvent, RunState, Task> observe, CancellationToken cancellationToken)
    {
        RunState state = RunState.Empty;
        List<RunEvent> events = [];
        while (state.Ending is null)
        {
            IReadOnlyList<RunEvent> news = await reader.EventsAsync(runId, state.Sequence, cancellationToken);
            foreach (RunEvent runEvent in news)
            {
                state = state.Apply(runEvent);
                events.Add(runEvent);
                await observe(runEvent, state);
            }

            if (news.Count == 0)
            {
                await Task.Delay(Every, clock, cancellationToken);
            }
        }

        return RunReport.From(state, events);
    }
}
