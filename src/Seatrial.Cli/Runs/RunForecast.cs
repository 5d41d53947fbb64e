using System.Collections.Immutable;
using Seatrial.Core.Flows;
using Seatrial.Core.Reporting;
using Seatrial.Core.Scheduling;

namespace Seatrial.Cli.Runs;

/// <summary>How long a run would take if every flow took as long as when it last passed.</summary>
/// <param name="Parallel">How many flows run at once.</param>
/// <param name="Known">How long the flows take whose duration is known.</param>
/// <param name="Unknown">How many flows never passed.</param>
internal sealed record RunForecast(int Parallel, TimeSpan Known, int Unknown)
{
    public string InWords => (Known > TimeSpan.Zero, Unknown) switch
    {
        (false, 0) => "Nothing would run.",
        (false, _) => "How long it takes is not known: none of these flows passed here yet.",
        (true, 0) => $"About {ReportText.Duration(Known)}, by the times at which they last passed.",
        _ => $"About {ReportText.Duration(Known)} and more: {Unknown} of these flows never passed here.",
    };

    /// <summary>Plays the run through: the scheduler of real runs on a clock that jumps from end to end.</summary>
    public static RunForecast Of(ImmutableArray<FlowHeader> order, IReadOnlyDictionary<string, TimeSpan> past, int parallel)
    {
        FlowScheduler scheduler = new(order, parallel);
        HashSet<string> ids = [.. order.Select(static f => f.Id)];
        HashSet<string> ended = new(StringComparer.Ordinal);
        PriorityQueue<FlowHeader, TimeSpan> running = new();
        TimeSpan now = TimeSpan.Zero;
        while (true)
        {
            while (scheduler.TakeNext(f => f.Needs.All(n => ended.Contains(n) || !ids.Contains(n))) is { } flow)
            {
                running.Enqueue(flow, now + past.GetValueOrDefault(flow.Id));
            }

            if (!running.TryDequeue(out FlowHeader? first, out TimeSpan end))
            {
                return new(parallel, now, order.Count(f => !past.ContainsKey(f.Id)));
            }

            now = end;
            ended.Add(first.Id);
            scheduler.Release(first);
        }
    }
}
