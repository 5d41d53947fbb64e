using System.Collections.Immutable;
using Seatrial.Core.Flows;

namespace Seatrial.Core.Load;

/// <summary>What a flow came to that was run as a load. As large for a million journeys as for a hundred.</summary>
/// <param name="Asked">What was asked for, in words: <c>50/s for 30s, ramping up over 5s, at most 200 users</c>.</param>
/// <param name="Elapsed">How long journeys were begun.</param>
public sealed record LoadReport(string Asked, TimeSpan Elapsed)
{
    /// <summary>How many journeys were to begin in that time; null when as many begin as users are free.</summary>
    public long? Due { get; init; }

    /// <summary>How many began.</summary>
    public long Began { get; init; }

    /// <summary>How many ended well.</summary>
    public long Passed { get; init; }

    /// <summary>How many of those needed a network retry.</summary>
    public long Degraded { get; init; }

    /// <summary>How many failed.</summary>
    public long Failed { get; init; }

    /// <summary>How many were due and did not begin, because all users were busy.</summary>
    public long Dropped { get; init; }

    /// <summary>How many were under way at once, at most.</summary>
    public int MostUsers { get; init; }

    /// <summary>How many journeys were to begin a second, over the whole time; null when as many begin as users are free.</summary>
    public double? RateAsked { get; init; }

    /// <summary>How many began a second.</summary>
    public double Rate { get; init; }

    /// <summary>How late journeys began, 99 in a hundred: the machine that makes the load, not the product, is the reason. It counts in what they took.</summary>
    public TimeSpan Lateness { get; init; }

    /// <summary>How long journeys waited for the limits of services, all together.</summary>
    public TimeSpan LimitWait { get; init; }

    /// <summary>What was expected of it and what came.</summary>
    public ImmutableArray<CheckRecord> Thresholds { get; init; } = [];

    /// <summary>How long it took: the journey first, then each step.</summary>
    public ImmutableArray<LoadLatency> Latencies { get; init; } = [];

    /// <summary>How journeys failed, most frequent first.</summary>
    public ImmutableArray<LoadFailures> Failures { get; init; } = [];

    /// <summary>How it went, stretch by stretch.</summary>
    public ImmutableArray<LoadPoint> Points { get; init; } = [];

    /// <summary>Why it ended before its time; null when it did not.</summary>
    public string? EndedEarly { get; init; }
}
