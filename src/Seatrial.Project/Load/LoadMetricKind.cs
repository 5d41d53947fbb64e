namespace Seatrial.Project.Load;

/// <summary>What a threshold looks at.</summary>
public enum LoadMetricKind
{
    /// <summary>A percentile of durations.</summary>
    Percentile,

    /// <summary>The mean of durations.</summary>
    Mean,

    /// <summary>The shortest duration.</summary>
    Least,

    /// <summary>The longest duration.</summary>
    Most,

    /// <summary>The share of journeys that failed.</summary>
    ErrorShare,

    /// <summary>How many journeys failed.</summary>
    ErrorCount,

    /// <summary>How many journeys were due and did not begin.</summary>
    Dropped,

    /// <summary>How many journeys began a second.</summary>
    Rate,

    /// <summary>How many journeys ended.</summary>
    Journeys,
}
