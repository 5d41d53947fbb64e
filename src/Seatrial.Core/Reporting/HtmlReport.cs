using System.Collections.Immutable;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Seatrial.Core.Flows;
using Seatrial.Core.Journal;
using Seatrial.Core.Triage;

namespace Seatrial.Core.Reporting;

/// <summary>Writes a run as one page that needs nothing else: no network, no server, no script to be readable.</summary>
internal static class HtmlReport
{
    /// <summary>So many flows are shown with their steps; beyond that only those that did not simply pass are.</summary>
    private const int FlowsInFull = 400;

    private static readonly string Style = Resource("report.css");
    private static readonly string Script = Resource("report.js");

    /// <summary>What the page may do, held by its own meta element: its own style and script, by hash, pictures that are part of it, and nothing else.</summary>
    public static string ContentSecurityPolicy { get; } =
        $"default-src 'none'; style-src 'sha256-{Hash(Style)}'; script-src 'sha256-{Hash(Script)}'; img-src data:; base-uri 'none'; form-action 'none'";

    public static async Task WriteAsync(RunReport report, BlobReader blobs, TextWriter output, CancellationToken cancellationToken)
    {
        HtmlWriter html = new(output);
        Dictionary<string, TraceSignals> traces = await ReadTracesAsync(report, blobs, cancellationToken);
        WriteHead(html, report);
        HtmlBanner.Write(html, report);
        HtmlSuspects.Write(html, report);
        HtmlRemedy.Write(html, report);
        await HtmlTimeline.WriteAsync(html, report, cancellationToken);
        await WriteFlowsAsync(html, report, blobs, traces, cancellationToken);
        HtmlFacts.Write(html, report);
        WriteFoot(html, report);
        await html.DrainAsync(isLast: true, cancellationToken);
        await output.FlushAsync(cancellationToken);
    }

    private static void WriteHead(HtmlWriter html, RunReport report)
    {
        string headline = ReportText.Headline(report.State);
        html.Write($"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="{ContentSecurityPolicy}">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="referrer" content="no-referrer">
            <title>{report.Request.Project} in {report.Request.Environment}: {headline}</title>
            <style>
            """);
        html.Trusted(Style);
        html.Write($"""
            </style>
            </head>
            <body>
            <a class="skip" href="#main">Skip to the verdict</a>
            <header class="top">
            <span class="mark" aria-hidden="true"></span><b>Seatrial</b>
            <span class="crumb">{report.Request.Project}<i>/</i>{report.Request.Environment}<i>/</i><code>{report.Request.RunId}</code></span>
            <button id="theme" type="button" hidden>Theme</button>
            </header>
            <main id="main">

            """);
    }

    private static async Task WriteFlowsAsync(
        HtmlWriter html, RunReport report, BlobReader blobs, Dictionary<string, TraceSignals> traces, CancellationToken cancellationToken)
    {
        int passed = report.Count(FlowOutcome.Passed, FlowOutcome.PassedDegraded);
        html.Write($"""
            <section aria-labelledby="flows">
            <h2 id="flows">Flows <small>{passed} of {report.Flows.Length} passed</small><button id="expand" type="button" hidden>Expand all</button></h2>

            """);
        HtmlFlows flows = new(html, report, traces);
        HtmlAttachments attachments = new(html, blobs);
        int shown = 0;
        FlowDetails details = report.OpenDetails();
        foreach (FlowReport each in report.Flows.OrderBy(Rank))
        {
            bool isInFull = shown++ < FlowsInFull || Rank(each) < 3;
            FlowReport flow = isInFull ? await details.OfAsync(each, cancellationToken) : each;
            flows.WriteFlowStart(flow, isInFull);
            foreach (AttemptReport attempt in isInFull ? flow.Attempts : [])
            {
                flows.WriteAttemptStart(flow, attempt);
                foreach (StepReport step in attempt.Steps)
                {
                    flows.WriteStepStart(step);
                    await attachments.WriteAsync(step.Record, cancellationToken);
                    flows.WriteStepEnd(step, await ReadExchangeAsync(step, blobs, cancellationToken));
                    await html.DrainAsync(isLast: false, cancellationToken);
                }

                flows.WriteAttemptEnd();
            }

            flows.WriteFlowEnd();
        }

        html.Write("</section>\n");
    }

    private static int Rank(FlowReport flow) => flow.Outcome switch
    {
        FlowOutcome.Failed => flow.Header.IsCritical ? 0 : 1,
        FlowOutcome.Inconclusive => 1,
        FlowOutcome.PassedDegraded => 2,
        FlowOutcome.Passed => flow.IsFlaky ? 2 : 3,
        _ => 4,
    };

    private static void WriteFoot(HtmlWriter html, RunReport report)
    {
        html.Write($"""
            </main>
            <footer>Run {report.Request.RunId}, journal at {report.State.Sequence.ToString(System.Globalization.CultureInfo.InvariantCulture)} events. Secrets are masked. Written by Seatrial; opens anywhere, loads nothing.</footer>
            <script>
            """);
        html.Trusted(Script);
        html.Write("</script>\n</body>\n</html>\n");
    }

    public static async ValueTask<StepExchange?> ReadExchangeAsync(StepReport step, BlobReader blobs, CancellationToken cancellationToken) =>
        step.ExchangeBlob is null
            ? null
            : Parse(await blobs(step.ExchangeBlob, cancellationToken), bytes =>
                JsonSerializer.Deserialize(bytes.Span, JournalJsonContext.Default.StepExchange));

    private static async Task<Dictionary<string, TraceSignals>> ReadTracesAsync(
        RunReport report, BlobReader blobs, CancellationToken cancellationToken)
    {
        if (report.State.Signals?.FailingTraces is not { } blobId)
        {
            return [];
        }

        ImmutableArray<TraceSignals> traces = Parse(await blobs(blobId, cancellationToken), bytes =>
            JsonSerializer.Deserialize(bytes.Span, JournalJsonContext.Default.ImmutableArrayTraceSignals));
        return traces.IsDefault
            ? []
            : traces.DistinctBy(trace => trace.TraceId, StringComparer.Ordinal)
                .ToDictionary(trace => trace.TraceId, StringComparer.Ordinal);
    }

    /// <summary>A blob that retention removed, or that was cut, costs its own section and nothing else.</summary>
    private static T? Parse<T>(ReadOnlyMemory<byte>? bytes, Func<ReadOnlyMemory<byte>, T?> parse)
    {
        try
        {
            return bytes is { } content ? parse(content) : default;
        }
        catch (JsonException)
        {
            return default;
        }
    }

    private static string Hash(string text) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Resource(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Seatrial.Core.Reporting.{name}")
            ?? throw new InvalidOperationException($"The resource {name} is missing from the assembly.");
        using StreamReader reader = new(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
