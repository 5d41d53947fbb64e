using System.Collections.Immutable;
using System.Globalization;
using Seatrial.Core.Documents;
using Seatrial.Project.Loading;

namespace Seatrial.Project.Load;

/// <summary>How a flow is run as a load: journeys that begin at a rate whatever becomes of those before, or users who each begin the next when the last has ended.</summary>
/// <param name="For">How long journeys are begun, the ramp included.</param>
/// <param name="Users">How many users there are; with a rate, how many journeys may be under way at once.</param>
/// <param name="Span">Where it was written.</param>
public sealed record LoadPlan(TimeSpan For, int Users, SourceSpan Span)
{
    /// <summary>How many journeys begin a second; null: as many as users are free.</summary>
    public double? Rate { get; init; }

    /// <summary>The rate as written.</summary>
    public string RateText { get; init; } = string.Empty;

    /// <summary>How long it takes to reach the rate, or for all users to come.</summary>
    public TimeSpan RampUp { get; init; }

    /// <summary>Whether journeys begin at random times with that rate, as people do, instead of evenly.</summary>
    public bool IsRandom { get; init; }

    /// <summary>How long a user pauses between journeys, at least.</summary>
    public TimeSpan PauseAtLeast { get; init; }

    /// <summary>How long a user pauses between journeys, at most.</summary>
    public TimeSpan PauseAtMost { get; init; }

    /// <summary>The deadline of each journey.</summary>
    public TimeSpan JourneyWithin { get; init; }

    /// <summary>What is expected; never empty.</summary>
    public ImmutableArray<LoadThreshold> Thresholds { get; init; } = [];

    /// <summary>What ends it early once it is certain.</summary>
    public ImmutableArray<LoadThreshold> AbortOn { get; init; } = [];

    /// <summary>How many journeys are to begin; null when as many begin as users are free.</summary>
    public double? Due => Rate * (For - (RampUp / 2)).TotalSeconds;

    /// <summary>In words: <c>50/s for 30s, ramping up over 5s, at most 200 users</c>.</summary>
    public string InWords => string.Create(CultureInfo.InvariantCulture, $"{(Rate is null ? $"{Users} users" : $"{RateText}{(IsRandom ? " at random" : string.Empty)}")} for {Durations.Format(For)}{(RampUp > TimeSpan.Zero ? $", ramping up over {Durations.Format(RampUp)}" : string.Empty)}{(Rate is null ? string.Empty : $", at most {Users} users")}");
}
