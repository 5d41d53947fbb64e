namespace Seatrial.Project.Load;

/// <summary>What a threshold looks at, and of what.</summary>
/// <param name="Kind">What.</param>
/// <param name="Name">As written, such as <c>duration.p95</c>.</param>
public sealed record LoadMetric(LoadMetricKind Kind, string Name)
{
    /// <summary>The step, by its place; null for the whole journey.</summary>
    public int? Step { get; init; }

    /// <summary>Of a percentile the share below it, such as 0.95.</summary>
    public double Share { get; init; }

    /// <summary>Whether its values are durations.</summary>
    public bool IsDuration => Kind is LoadMetricKind.Percentile or LoadMetricKind.Mean or LoadMetricKind.Least or LoadMetricKind.Most;

    /// <summary>How many durations it takes to say anything: with fewer, not one is expected beyond the percentile.</summary>
    public long LeastSamples => Kind == LoadMetricKind.Percentile ? Math.Max(10, (long)Math.Ceiling(Math.Round(1 / (1 - Share), 6))) : 1;
}
