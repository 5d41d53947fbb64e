using System.Collections.Immutable;
using System.Globalization;
using Seatrial.Core.Load;

namespace Seatrial.Core.Reporting;

/// <summary>A load in words and numbers, alike in every report.</summary>
public static class LoadText
{
    /// <summary>The heads of the columns of <see cref="Row"/>.</summary>
    public static ImmutableArray<string> Heads { get; } = ["", "count", "mean", "p50", "p90", "p95", "p99", "p99.9", "max"];

    /// <summary>What was asked for and what came: <c>1500 journeys in 30.0 s, 50/s of 50/s asked, at most 12 at once</c>.</summary>
    /// <param name="load">The load.</param>
    public static string Summary(LoadReport load)
    {
        ArgumentNullException.ThrowIfNull(load);
        string asked = load.RateAsked is { } rate ? string.Create(CultureInfo.InvariantCulture, $" of {rate:0.##}/s asked") : string.Empty;
        return string.Create(CultureInfo.InvariantCulture, $"{load.Began} journeys in {ReportText.Duration(load.Elapsed)}, {load.Rate:0.##}/s{asked}, at most {load.MostUsers} at once");
    }

    /// <summary>What became of the journeys: <c>1490 passed, 7 failed, 3 dropped</c>.</summary>
    /// <param name="load">The load.</param>
    public static string Outcome(LoadReport load)
    {
        ArgumentNullException.ThrowIfNull(load);
        (long Count, string Word)[] counts = [(load.Passed, "passed"), (load.Failed, "failed"), (load.Dropped, "dropped"), (load.Degraded, "degraded")];
        return string.Join(", ", counts.Where(static (count, index) => index == 0 || count.Count > 0).Select(static c => string.Create(CultureInfo.InvariantCulture, $"{c.Count} {c.Word}")));
    }

    /// <summary>The cells of a row: a percentile that so few cannot tell is left out.</summary>
    /// <param name="latency">What took time.</param>
    public static ImmutableArray<string> Row(LoadLatency latency)
    {
        ArgumentNullException.ThrowIfNull(latency);
        return
        [
            latency.Name.Length == 0 ? "journey" : latency.Name,
            latency.Count.ToString(CultureInfo.InvariantCulture),
            Time(latency.Mean, 1),
            Time(latency.P50, 2),
            Time(latency.P90, 10),
            Time(latency.P95, 20),
            Time(latency.P99, 100),
            Time(latency.P999, 1000),
            Time(latency.Most, 1),
        ];

        string Time(TimeSpan time, int least) => latency.Count >= least ? Short(time) : "–";
    }

    /// <summary>What tells that the figures are less sure than they look; empty when nothing does.</summary>
    /// <param name="load">The load.</param>
    public static ImmutableArray<string> Remarks(LoadReport load)
    {
        ArgumentNullException.ThrowIfNull(load);
        var remarks = ImmutableArray.CreateBuilder<string>();
        if (load.EndedEarly is { } early)
        {
            remarks.Add($"ended early, {early}");
        }

        if (load.RateAsked is null)
        {
            remarks.Add("each user waited for the last answer before it asked again: slow answers made fewer of themselves");
        }

        if (load.Lateness > TimeSpan.FromMilliseconds(20))
        {
            remarks.Add($"1 in 100 journeys began {ReportText.Duration(load.Lateness)} late or more: the machine that made the load was busy");
        }

        if (load.LimitWait > TimeSpan.Zero)
        {
            remarks.Add($"journeys waited {ReportText.Duration(load.LimitWait)} in all for the limits of services");
        }

        return remarks.ToImmutable();
    }

    /// <summary>Below ten milliseconds a tenth counts.</summary>
    private static string Short(TimeSpan time) =>
        time.TotalMilliseconds < 10 ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0.0} ms") : ReportText.Duration(time);
}
