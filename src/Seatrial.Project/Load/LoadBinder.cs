using System.Collections.Immutable;
using System.Globalization;
using Seatrial.Core.Documents;
using Seatrial.Project.Flows;
using Seatrial.Project.Loading;

namespace Seatrial.Project.Load;

/// <summary>Binds <c>load</c> of a flow.</summary>
/// <param name="report">Takes what is found.</param>
internal sealed class LoadBinder(Action<Diagnostic> report)
{
    private const int UsualUsers = 100;
    private const int MostUsers = 10_000;
    private static readonly TimeSpan Longest = TimeSpan.FromHours(24);
    private static readonly string[] OfRate = ["maxUsers", "arrivals"];
    private static readonly string[] OfUsers = ["pause"];

    /// <summary>Binds it.</summary>
    /// <param name="node">What was written.</param>
    /// <param name="steps">The flow's steps.</param>
    /// <param name="within">The deadline of each journey.</param>
    /// <returns>The plan; null after an error.</returns>
    public LoadPlan? Bind(DocumentNode node, ImmutableArray<StepPlan> steps, TimeSpan within)
    {
        MapReader reader = MapReader.Of(node, "`load`", report);
        string? rateText = reader.Text("rate");
        bool hasUsers = reader.Node("users") is not null;
        if (rateText is null == !hasUsers)
        {
            reader.Report("ST0440", (reader.Node("users") ?? reader.Map).Span, rateText is null ? "The load says neither at which `rate` journeys begin nor how many `users` begin them." : "The load has `rate` and `users`, and is either.", "Write `load: { rate: 50/s, for: 30s }` for journeys that come whatever becomes of those before, or `load: { users: 20, for: 30s }`.");
        }

        foreach (string key in (rateText is null ? OfRate : OfUsers).Where(key => reader.Node(key) is not null && rateText is null != !hasUsers))
        {
            reader.Report("ST0446", reader.Map.Find(key)!.Key.Span, $"`{key}` means nothing for a load by {(rateText is null ? "users" : "rate")}.", rateText is null ? "Leave it out: each user begins a journey when its last has ended." : "Leave it out: journeys begin at the rate, whoever pauses.");
        }

        double rate = 0;
        if (rateText is not null && !Rates.TryParse(rateText, out rate))
        {
            reader.Report("ST0441", reader.Node("rate")!.Span, $"`{rateText}` is not a rate.", "Write a number and a unit of time: `rate: 50/s`, `rate: 300/m`; at most 100000/s.");
        }

        _ = reader.Required("for", "Say how long: `for: 30s`.");
        int users = rateText is null ? reader.Number("users", 1, 1, MostUsers) : reader.Number("maxUsers", UsualUsers, 1, MostUsers);
        LoadPlan plan = new(reader.Duration("for", TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(1), Longest), users, reader.Map.Span)
        {
            Rate = rateText is null ? null : rate,
            RateText = rateText ?? string.Empty,
            RampUp = reader.Duration("rampUp", TimeSpan.Zero, TimeSpan.Zero, Longest),
            IsRandom = reader.Choice("arrivals", otherwise: false, new Dictionary<string, bool>(StringComparer.Ordinal) { ["even"] = false, ["random"] = true }),
            JourneyWithin = within,
        };
        if (plan.RampUp > plan.For)
        {
            reader.Report("ST0204", reader.Node("rampUp")!.Span, $"`rampUp` is {Durations.Format(plan.RampUp)}, and longer than the load.", "It is part of `for`: make it shorter.");
        }

        plan = WithPause(plan, reader);
        LoadThresholdBinder thresholds = new(steps, report);
        plan = plan with { Thresholds = WithDefaults(thresholds.Bind(reader.Entries("thresholds")), plan), AbortOn = thresholds.Bind(reader.Entries("abortOn")) };
        CheckSamples(plan);
        reader.Finish();
        return plan;
    }

    private static LoadPlan WithPause(LoadPlan plan, MapReader reader)
    {
        if (reader.Text("pause") is not { } pause)
        {
            return plan;
        }

        if (Durations.TryParseRange(pause, out TimeSpan least, out TimeSpan most))
        {
            return plan with { PauseAtLeast = least, PauseAtMost = most };
        }

        reader.Report("ST0203", reader.Node("pause")!.Span, $"`{pause}` is not a pause.", "Write a duration or two: `pause: 250ms` or `pause: 100ms..500ms`.");
        return plan;
    }

    /// <summary>Nothing that fails is silently green: no journey may fail and none be dropped, unless the flow says how many.</summary>
    private static ImmutableArray<LoadThreshold> WithDefaults(ImmutableArray<LoadThreshold> written, LoadPlan plan)
    {
        bool Has(params ReadOnlySpan<LoadMetricKind> kinds)
        {
            foreach (LoadMetricKind kind in kinds)
            {
                if (written.Any(t => t.Metric.Kind == kind))
                {
                    return true;
                }
            }

            return false;
        }

        ImmutableArray<LoadThreshold> all = Has(LoadMetricKind.ErrorShare, LoadMetricKind.ErrorCount) ? written : written.Add(LoadThresholdBinder.None(LoadMetricKind.ErrorShare, plan.Span));
        return plan.Rate is null || Has(LoadMetricKind.Dropped) ? all : all.Add(LoadThresholdBinder.None(LoadMetricKind.Dropped, plan.Span));
    }

    /// <summary>A percentile that so few journeys cannot tell would make every run inconclusive.</summary>
    private void CheckSamples(LoadPlan plan)
    {
        foreach (LoadThreshold threshold in plan.Thresholds.Where(t => plan.Due is { } due && due > 0 && due < t.Metric.LeastSamples))
        {
            string message = string.Create(CultureInfo.InvariantCulture, $"`{threshold.Metric.Name}` takes at least {threshold.Metric.LeastSamples} journeys, and {plan.InWords} makes about {plan.Due:0}.");
            report(new("ST0445", DiagnosticSeverity.Error, threshold.Span, message, "Load longer or faster, or limit a lower percentile."));
        }
    }
}
