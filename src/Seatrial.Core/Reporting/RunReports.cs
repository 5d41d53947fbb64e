using System.Text;
using System.Text.Json;
using Seatrial.Core.Flows;
using Seatrial.Core.Journal;
using Seatrial.Core.Runs;

namespace Seatrial.Core.Reporting;

/// <summary>Reports of runs: projections of the journal, so that no two of them can disagree.</summary>
public static class RunReports
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>What the HTML report needs a host's content security policy to allow; the page also says it itself.</summary>
    public static string HtmlContentSecurityPolicy => HtmlReport.ContentSecurityPolicy;

    /// <summary>Reads a run from the journal.</summary>
    /// <param name="journal">The journal.</param>
    /// <param name="project">The project.</param>
    /// <param name="runId">The run.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The run, or null when there is none of that id.</returns>
    public static async Task<RunReport?> ReadAsync(IJournal journal, string project, string runId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(journal);
        RunState state = RunState.Empty;
        List<RunEvent> events = [];
        await foreach (JournalEntry entry in journal.ReadAsync(StreamId.Run(project, runId), 0, cancellationToken))
        {
            RunEvent runEvent = (RunEvent)entry.Event;
            state = state.Apply(runEvent);
            events.Add(runEvent);
        }

        return state.Request is null ? null : RunReport.From(state, events);
    }

    /// <summary>The blobs of a run, as the journal holds them.</summary>
    /// <param name="journal">The journal.</param>
    /// <param name="project">The project.</param>
    /// <param name="runId">The run.</param>
    public static BlobReader Blobs(IJournal journal, string project, string runId) => async (blobId, cancellationToken) =>
        (await journal.ReadBlobAsync(StreamId.Run(project, runId), blobId, cancellationToken))?.Content;

    /// <summary>Reads what a step sent and received last; null when it was not kept, or is no longer.</summary>
    /// <param name="step">The step.</param>
    /// <param name="blobs">Reads the run's blobs.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static ValueTask<StepExchange?> ReadExchangeAsync(StepReport step, BlobReader blobs, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(step);
        ArgumentNullException.ThrowIfNull(blobs);
        return HtmlReport.ReadExchangeAsync(step, blobs, cancellationToken);
    }

    /// <summary>Writes a report as UTF-8.</summary>
    /// <param name="report">The run.</param>
    /// <param name="format">The form.</param>
    /// <param name="blobs">Reads the run's blobs; only the HTML form asks.</param>
    /// <param name="output">Where to; left open.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public static async Task WriteAsync(
        RunReport report, ReportFormat format, BlobReader blobs, Stream output, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(report);
        switch (format)
        {
            case ReportFormat.JUnit:
                await using (StreamWriter text = new(output, Utf8, leaveOpen: true))
                {
                    await JUnitReport.WriteAsync(report, text, cancellationToken);
                }

                break;
            case ReportFormat.Html:
                await using (StreamWriter text = new(output, Utf8, leaveOpen: true))
                {
                    await HtmlReport.WriteAsync(report, blobs, text, cancellationToken);
                }

                break;
            default:
                await using (Utf8JsonWriter json = new(output, new JsonWriterOptions { Indented = true }))
                {
                    await (format == ReportFormat.Ctrf
                        ? CtrfReport.WriteAsync(report, json, cancellationToken)
                        : JsonReport.WriteAsync(report, json, cancellationToken));
                }

                break;
        }
    }
}
