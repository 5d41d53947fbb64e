using System.Globalization;
using Seatrial.Core.Flows;
using Seatrial.Core.Load;
using Seatrial.Flows.Running;
using Seatrial.Project.Load;

namespace Seatrial.Flows.Load;

/// <summary>Holds what came of a load against its limits, and says how sure that is.</summary>
/// <param name="tally">What came.</param>
/// <param name="elapsed">How long journeys were begun.</param>
internal sealed class LoadJudgement(LoadTally tally, TimeSpan elapsed)
{
    private const double Sure95 = 1.96;
    private const double Sure99 = 2.58;
    private const int LeastToAbort = 50;

    /// <summary>Judges a limit once the load is over. One without enough samples never holds.</summary>
    /// <returns>The check, and whether it does not hold only for want of samples.</returns>
    public (CheckRecord Check, bool IsTooFew) Judge(LoadThreshold threshold)
    {
        LoadMetric metric = threshold.Metric;
        string expected = threshold.IsDefault ? $"{threshold.Expected} (unless the flow says otherwise)" : threshold.Expected;
        long samples = SamplesOf(metric);
        if (samples == 0)
        {
            return (new(metric.Name, expected, "no samples", false, $"expected {expected}, and there was nothing to measure"), false);
        }

        double value = ValueOf(metric);
        string actual = Actual(metric, value, samples);
        if (!threshold.Holds(value))
        {
            return (new(metric.Name, expected, actual, false, $"expected {expected}, was {actual}"), false);
        }

        return samples < metric.LeastSamples
            ? (new(metric.Name, expected, actual, false, string.Create(CultureInfo.InvariantCulture, $"{samples} samples are too few to tell: it takes {metric.LeastSamples}; was {actual}")), true)
            : (new(metric.Name, expected, actual, true, null), false);
    }

    /// <summary>Whether it is certain that a limit is crossed for good or with 99 % sureness; what it says then.</summary>
    public string? IsCertain(LoadThreshold abort)
    {
        LoadMetric metric = abort.Metric;
        switch (metric.Kind)
        {
            // They only grow.
            case LoadMetricKind.Dropped or LoadMetricKind.ErrorCount or LoadMetricKind.Journeys when abort.Bound is LoadBound.Above or LoadBound.AtLeast:
            case LoadMetricKind.Most when abort.Bound is LoadBound.Above or LoadBound.AtLeast && SamplesOf(metric) > 0:
                break;
            case LoadMetricKind.ErrorShare when tally.Ended >= LeastToAbort && abort.Bound is LoadBound.Above or LoadBound.AtLeast:
                return abort.Holds(LeastShare(tally.Failed, tally.Ended)) ? Said(metric, abort) : null;
            case LoadMetricKind.Percentile when SamplesOf(metric) >= Math.Max(LeastToAbort, metric.LeastSamples) && abort.Bound is LoadBound.Above or LoadBound.AtLeast:
                return abort.Holds(TimesOf(metric).Bounds(metric.Share, Sure99).Least.TotalMilliseconds) ? Said(metric, abort) : null;
            default:
                return null;
        }

        return abort.Holds(ValueOf(metric)) ? Said(metric, abort) : null;
    }

    private string Said(LoadMetric metric, LoadThreshold abort) =>
        $"{metric.Name} was {Actual(metric, ValueOf(metric), SamplesOf(metric))}, certainly {abort.Expected}";

    private long SamplesOf(LoadMetric metric) => metric switch
    {
        { IsDuration: true } => TimesOf(metric).Count,
        { Kind: LoadMetricKind.ErrorShare or LoadMetricKind.ErrorCount or LoadMetricKind.Journeys } => tally.Ended,
        _ => tally.Began + tally.Dropped,
    };

    private LatencyHistogram TimesOf(LoadMetric metric) => metric.Step is { } step ? tally.Step(step) : tally.Journeys;

    private double ValueOf(LoadMetric metric) => metric.Kind switch
    {
        LoadMetricKind.Percentile => TimesOf(metric).Percentile(metric.Share).TotalMilliseconds,
        LoadMetricKind.Mean => TimesOf(metric).Mean.TotalMilliseconds,
        LoadMetricKind.Least => TimesOf(metric).Least.TotalMilliseconds,
        LoadMetricKind.Most => TimesOf(metric).Most.TotalMilliseconds,
        LoadMetricKind.ErrorShare => tally.Ended == 0 ? 0 : (double)tally.Failed / tally.Ended,
        LoadMetricKind.ErrorCount => tally.Failed,
        LoadMetricKind.Dropped => tally.Dropped,
        LoadMetricKind.Journeys => tally.Ended,
        _ => elapsed > TimeSpan.Zero ? tally.Began / elapsed.TotalSeconds : 0,
    };

    private string Actual(LoadMetric metric, double value, long samples)
    {
        if (metric.IsDuration)
        {
            string took = Time(TimeSpan.FromMilliseconds(value));
            return metric.Kind == LoadMetricKind.Percentile
                ? string.Create(CultureInfo.InvariantCulture, $"{took} of {samples} ({Between(metric)})")
                : string.Create(CultureInfo.InvariantCulture, $"{took} of {samples}");
        }

        return metric.Kind switch
        {
            LoadMetricKind.ErrorShare => string.Create(CultureInfo.InvariantCulture, $"{value * 100:0.##} %: {tally.Failed} of {tally.Ended}"),
            LoadMetricKind.Rate => string.Create(CultureInfo.InvariantCulture, $"{value:0.##}/s"),
            LoadMetricKind.Dropped => string.Create(CultureInfo.InvariantCulture, $"{value:0} of {samples}"),
            _ => value.ToString("0", CultureInfo.InvariantCulture),
        };
    }

    /// <summary>Below ten milliseconds a tenth counts.</summary>
    private static string Time(TimeSpan time) =>
        time.TotalMilliseconds < 10 ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0.0} ms") : Wording.Time(time);

    private string Between(LoadMetric metric)
    {
        (TimeSpan least, TimeSpan? most) = TimesOf(metric).Bounds(metric.Share, Sure95);
        return $"95 % sure: {Time(least)} {(most is { } upper ? $"to {Time(upper)}" : "and more")}";
    }

    /// <summary>The least that a share may be of everything when it is this of a sample, 99 % sure (E. B. Wilson, 1927).</summary>
    private static double LeastShare(long part, long all)
    {
        double share = (double)part / all;
        double square = Sure99 * Sure99;
        double centre = share + (square / (2 * all));
        double spread = Sure99 * Math.Sqrt(((share * (1 - share)) + (square / (4 * all))) / all);
        return Math.Max(0, (centre - spread) / (1 + (square / all)));
    }
}
