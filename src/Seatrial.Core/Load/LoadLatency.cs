namespace Seatrial.Core.Load;

/// <summary>How long something took under load.</summary>
/// <param name="Name">The step; empty for the whole journey.</param>
/// <param name="Count">How many were measured.</param>
/// <param name="Least">The shortest.</param>
/// <param name="Mean">The mean.</param>
/// <param name="P50">Half of them took no longer.</param>
/// <param name="P90">Nine in ten took no longer.</param>
/// <param name="P95">19 in 20 took no longer.</param>
/// <param name="P99">99 in a hundred took no longer.</param>
/// <param name="P999">999 in a thousand took no longer.</param>
/// <param name="Most">The longest.</param>
public sealed record LoadLatency(
    string Name,
    long Count,
    TimeSpan Least,
    TimeSpan Mean,
    TimeSpan P50,
    TimeSpan P90,
    TimeSpan P95,
    TimeSpan P99,
    TimeSpan P999,
    TimeSpan Most)
{
    /// <summary>Reads it off a histogram.</summary>
    /// <param name="name">The step; empty for the whole journey.</param>
    /// <param name="times">The histogram.</param>
    public static LoadLatency Of(string name, LatencyHistogram times)
    {
        ArgumentNullException.ThrowIfNull(times);
        return new(
            name,
            times.Count,
            times.Least,
            times.Mean,
            times.Percentile(0.5),
            times.Percentile(0.9),
            times.Percentile(0.95),
            times.Percentile(0.99),
            times.Percentile(0.999),
            times.Most);
    }
}
