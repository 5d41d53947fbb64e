using System.Collections.Immutable;
using System.Globalization;
using Seatrial.Core.Flows;
using Seatrial.Core.Load;

namespace Seatrial.Core.Reporting;

/// <summary>What a flow came to under load: how long it took, how it went in time, what was expected, and how journeys failed.</summary>
internal static class HtmlLoad
{
    private const int Width = 720;
    private const int Height = 90;

    public static void Write(HtmlWriter html, LoadReport load)
    {
        html.Write($"""<h4>Load <small>{load.Asked}</small></h4><p>{LoadText.Summary(load)}. {LoadText.Outcome(load)}.</p>""");
        foreach (string remark in LoadText.Remarks(load))
        {
            html.Write($"""<p class="soft">{remark}</p>""");
        }

        WriteThresholds(html, load);
        html.Write("""<table class="checks"><thead><tr>""");
        foreach (string head in LoadText.Heads)
        {
            html.Write($"""<th scope="col">{head}</th>""");
        }

        html.Write("</tr></thead><tbody>");
        foreach (LoadLatency latency in load.Latencies)
        {
            ImmutableArray<string> cells = LoadText.Row(latency);
            html.Write($"""<tr><th scope="row">{cells[0]}</th>""");
            foreach (string cell in cells.AsSpan()[1..])
            {
                html.Write($"<td>{cell}</td>");
            }

            html.Write("</tr>");
        }

        html.Write("</tbody></table>\n");
        WriteCourse(html, load);
        WriteFailures(html, load);
    }

    private static void WriteThresholds(HtmlWriter html, LoadReport load)
    {
        html.Write("""<table class="checks"><thead><tr><th scope="col"></th><th scope="col">Threshold</th><th scope="col">Expected</th><th scope="col">Actual</th></tr></thead><tbody>""");
        foreach (CheckRecord check in load.Thresholds)
        {
            string outcome = check.Passed ? "passed" : "failed";
            html.Write($"""<tr class="{outcome}"><td><span class="dot {outcome}" role="img" aria-label="{outcome}"></span></td><th scope="row"><code>{check.Subject}</code></th><td>{check.Expected}</td><td>{check.Actual}</td></tr>""");
        }

        html.Write("</tbody></table>\n");
    }

    /// <summary>Two lines over time: how long the longest journeys took, and how many ended.</summary>
    private static void WriteCourse(HtmlWriter html, LoadReport load)
    {
        if (load.Points.Length < 2)
        {
            return;
        }

        double slowest = Math.Max(1, load.Points.Max(static p => p.Most.TotalMilliseconds));
        int most = Math.Max(1, load.Points.Max(static p => p.Ended));
        string took = Line(load, p => p.Most.TotalMilliseconds / slowest);
        string ended = Line(load, p => (double)p.Ended / most);
        string label = string.Create(CultureInfo.InvariantCulture, $"Over time: the longest journeys, up to {ReportText.Duration(TimeSpan.FromMilliseconds(slowest))}, and how many ended, up to {most} at a time");
        html.Write($"""<svg viewBox="0 0 {Width} {Height}" width="100%" height="{Height}" role="img" aria-label="{label}"><polyline points="{ended}" fill="none" stroke="currentColor" stroke-opacity="0.35"/><polyline points="{took}" fill="none" stroke="currentColor" stroke-width="1.5"/></svg><p class="soft">{label} (faint).</p>""");
    }

    private static string Line(LoadReport load, Func<LoadPoint, double> value) => string.Join(' ', load.Points.Select((p, i) =>
        string.Create(CultureInfo.InvariantCulture, $"{(double)i * Width / (load.Points.Length - 1):0.#},{Height - 2 - (value(p) * (Height - 4)):0.#}")));

    private static void WriteFailures(HtmlWriter html, LoadReport load)
    {
        if (load.Failures.IsEmpty)
        {
            return;
        }

        html.Write("""<table class="checks"><thead><tr><th scope="col">Failed</th><th scope="col">Step</th><th scope="col">How</th><th scope="col">First</th></tr></thead><tbody>""");
        foreach (LoadFailures failures in load.Failures)
        {
            html.Write($"""<tr class="failed"><td>{failures.Count.ToString(CultureInfo.InvariantCulture)}</td><td>{failures.Step}</td><td><code>{failures.Signature}</code></td><td class="soft">journey {failures.Journey}</td></tr>""");
        }

        html.Write("</tbody></table>\n");
    }
}
