using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Seatrial.Core.Documents;
using Seatrial.Project.Flows;
using Seatrial.Project.Loading;

namespace Seatrial.Project.Load;

/// <summary>Binds limits of a load: <c>duration.p95: { below: 300ms }</c>.</summary>
/// <param name="steps">The flow's steps, which limits may name.</param>
/// <param name="report">Takes what is found.</param>
internal sealed partial class LoadThresholdBinder(ImmutableArray<StepPlan> steps, Action<Diagnostic> report)
{
    private static readonly Dictionary<string, LoadBound> Bounds = new(StringComparer.Ordinal)
    {
        ["below"] = LoadBound.Below,
        ["atMost"] = LoadBound.AtMost,
        ["above"] = LoadBound.Above,
        ["atLeast"] = LoadBound.AtLeast,
        ["equals"] = LoadBound.Equals,
    };

    private static readonly Dictionary<string, LoadMetricKind> Plain = new(StringComparer.Ordinal)
    {
        ["errors"] = LoadMetricKind.ErrorShare,
        ["errors.count"] = LoadMetricKind.ErrorCount,
        ["dropped"] = LoadMetricKind.Dropped,
        ["rate"] = LoadMetricKind.Rate,
        ["journeys"] = LoadMetricKind.Journeys,
    };

    public static LoadThreshold None(LoadMetricKind kind, SourceSpan span) =>
        new(new(kind, Plain.First(p => p.Value == kind).Key), LoadBound.Equals, 0, "0", span) { IsDefault = true };

    public ImmutableArray<LoadThreshold> Bind(IEnumerable<MappingEntry> entries) => [.. entries.SelectMany(BindOne)];

    private IEnumerable<LoadThreshold> BindOne(MappingEntry entry)
    {
        if (MetricOf(entry.Key) is not { } metric)
        {
            yield break;
        }

        ImmutableArray<(string Bound, DocumentNode Limit)> limits = entry.Value switch
        {
            DocumentNode.Mapping { Entries.IsEmpty: false } map => [.. map.Entries.Select(static e => (e.Key.Text, e.Value))],
            _ => [("equals", entry.Value)],
        };
        foreach ((string name, DocumentNode node) in limits)
        {
            if (!Bounds.TryGetValue(name, out LoadBound bound))
            {
                string hint = Nearest.To(name, Bounds.Keys) is { } near ? $"Did you mean `{near}`?" : $"Known here: {string.Join(", ", Bounds.Keys)}.";
                Report("ST0444", node.Span, $"`{name}` is no limit of a load.", hint);
            }
            else if (node is not DocumentNode.Scalar scalar || LimitOf(metric, scalar.Text) is not { } limit)
            {
                Report("ST0444", node.Span, $"{(node is DocumentNode.Scalar text ? $"`{text.Text}`" : $"A value of the kind {node.Describe()}")} is no limit for `{metric.Name}`.", $"Write it as {Form(metric)}.");
            }
            else
            {
                yield return new(metric, bound, limit, bound == LoadBound.Equals ? scalar.Text : $"{Spoken(name)} {scalar.Text}", entry.Key.Span);
            }
        }
    }

    private LoadMetric? MetricOf(DocumentNode.Scalar key)
    {
        if (Plain.TryGetValue(key.Text, out LoadMetricKind kind))
        {
            return new(kind, key.Text);
        }

        Match match = Durations().Match(key.Text);
        if (!match.Success)
        {
            string[] known = [.. Plain.Keys, "duration.p50", "duration.p95", "duration.p99", "duration.mean", "duration.max", .. steps.Select(static s => $"step.{s.Name}.p95")];
            string hint = Nearest.To(key.Text, known) is { } near ? $"Did you mean `{near}`?" : "For example `duration.p95`, `step.NAME.p99`, `errors`, `dropped` or `rate`.";
            Report("ST0443", key.Span, $"`{key.Text}` is nothing that a load has.", hint);
            return null;
        }

        LoadMetric metric = OfStatistic(match.Groups["statistic"].Value, key.Text);
        if (metric is { Kind: LoadMetricKind.Percentile, Share: <= 0 or >= 1 })
        {
            Report("ST0443", key.Span, $"`{match.Groups["statistic"].Value}` is no percentile.", "It lies between p0 and p100, such as p95 or p99.9.");
            return null;
        }

        string step = match.Groups["step"].Value;
        if (!match.Groups["step"].Success)
        {
            return metric;
        }

        if (steps.FirstOrDefault(s => s.Name == step || s.Id == step) is { } found)
        {
            return metric with { Step = found.Index };
        }

        Report("ST0443", key.Span, $"The flow has no step `{step}`.", Nearest.To(step, steps.Select(static s => s.Name)) is { } close ? $"Did you mean `{close}`?" : "Name a step of the flow itself; those of flows it calls count in the step that calls.");
        return null;
    }

    private static LoadMetric OfStatistic(string statistic, string name) => statistic switch
    {
        "mean" => new(LoadMetricKind.Mean, name),
        "min" => new(LoadMetricKind.Least, name),
        "max" => new(LoadMetricKind.Most, name),
        _ => new(LoadMetricKind.Percentile, name) { Share = double.Parse(statistic.AsSpan(1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) / 100 },
    };

    private static double? LimitOf(LoadMetric metric, string text)
    {
        if (metric.IsDuration)
        {
            return Loading.Durations.TryParse(text, out TimeSpan duration) ? duration.TotalMilliseconds : null;
        }

        if (metric.Kind == LoadMetricKind.Rate)
        {
            return Rates.TryParse(text, out double rate) ? rate : null;
        }

        bool isShare = metric.Kind == LoadMetricKind.ErrorShare;
        bool hasSign = isShare && text.EndsWith('%');
        return double.TryParse(hasSign ? text[..^1] : text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number)
            && (!isShare || hasSign || number is 0) && (isShare ? number <= 100 : number % 1 == 0)
            ? (hasSign ? number / 100 : number)
            : null;
    }

    private static string Form(LoadMetric metric) => metric switch
    {
        { IsDuration: true } => "a duration: 300ms, 1.5s",
        { Kind: LoadMetricKind.Rate } => "a rate: 45/s",
        { Kind: LoadMetricKind.ErrorShare } => "a share: 1%, 0.5%, or 0",
        _ => "a whole number",
    };

    private static string Spoken(string bound) => bound switch
    {
        "atMost" => "at most",
        "atLeast" => "at least",
        _ => bound,
    };

    private void Report(string code, SourceSpan span, string message, string hint) => report(new(code, DiagnosticSeverity.Error, span, message, hint));

    [GeneratedRegex(@"^(?:duration|step\.(?<step>.+))\.(?<statistic>p\d{1,3}(?:\.\d{1,4})?|mean|min|max)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Durations();
}
