using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Text;
using Seatrial.Core.Flows;
using Seatrial.Core.Journal;
using Seatrial.Core.Runs;

namespace Seatrial.Core.Reporting;

/// <summary>Reports of runs: projections of the journal, so that no two of them can disagree.</summary>
public static class RunReports
{
    private const int HtmlBuffer = 16 * 1024;

    // As many as a page of the journal holds of short flows.
    private const int ReadAheadFlows = 32;
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>What the HTML report needs a host's content security policy to allow; the page also says it itself.</summary>
    public static string HtmlContentSecurityPolicy => HtmlReport.ContentSecurityPolicy;

    /// <summary>Reads a run from the journal, but for its steps: <see cref="RunReport.OpenDetails"/> fetches those.</summary>
    /// <param name="journal">The journal.</param>
    /// <param name="project">The project.</param>
    /// <param name="runId">The run.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The run, or null when there is none of that id.</returns>
    public static async Task<RunReport?> ReadAsync(IJournal journal, string project, string runId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(journal);
        RunState state = RunState.Empty;
        RunReportBuilder builder = new(keepsSteps: false);
        await foreach (JournalEntry entry in journal.ReadAsync(StreamId.Run(project, runId), 0, cancellationToken))
        {
            RunEvent runEvent = (RunEvent)entry.Event;
            state = state.Apply(runEvent);
            builder.Add(runEvent);
        }

        return state.Request is null ? null : builder.Build(state) with { Journal = journal };
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

    /// <summary>Reads a file that shows why a step failed; null when there is none, or it is no longer kept.</summary>
    /// <param name="file">The file.</param>
    /// <param name="blobs">Reads the run's blobs.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async ValueTask<ReadOnlyMemory<byte>?> ReadAttachmentAsync(StepAttachment file, BlobReader blobs, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(blobs);
        using MemoryStream whole = new();
        foreach (string blob in file.Blobs.IsDefault ? [] : file.Blobs)
        {
            if (await blobs(blob, cancellationToken) is not { } piece)
            {
                return null;
            }

            whole.Write(piece.Span);
        }

        return whole.Length == 0 ? default(ReadOnlyMemory<byte>?) : whole.ToArray();
    }

    /// <summary>Writes a report as UTF-8.</summary>
    /// <param name="report">The run.</param>
    /// <param name="format">The form.</param>
    /// <param name="blobs">Reads the run's blobs; only the HTML form asks.</param>
    /// <param name="output">Where to; left open.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    /// <exception cref="IOException">The output failed.</exception>
    public static async Task WriteAsync(
        RunReport report, ReportFormat format, BlobReader blobs, Stream output, CancellationToken cancellationToken)
    {
        ReportOutput only = new(format, output);
        await WriteAsync(report, [only], blobs, cancellationToken);
        if (only.Error is { } error)
        {
            ExceptionDispatchInfo.Throw(error);
        }
    }

    /// <summary>Writes reports as UTF-8, the flows of all of them in one reading of the journal.</summary>
    /// <param name="report">The run.</param>
    /// <param name="outputs">The forms and where to; one that fails says so, and keeps no other from being written.</param>
    /// <param name="blobs">Reads the run's blobs; only the HTML form asks.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public static async Task WriteAsync(
        RunReport report, IReadOnlyCollection<ReportOutput> outputs, BlobReader blobs, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(outputs);
        await WriteFlowByFlowAsync(report, outputs, cancellationToken);
        foreach (ReportOutput output in outputs.Where(static each => each.Format == ReportFormat.Html))
        {
            // Its flows stand in order of urgency, and most of them without their steps: it reads those itself.
            await output.TryAsync(async stream =>
            {
                await using StreamWriter text = new(stream, Utf8, HtmlBuffer, leaveOpen: true);
                await HtmlReport.WriteAsync(report, blobs, text, cancellationToken);
            });
        }
    }

    private static async Task WriteFlowByFlowAsync(
        RunReport report, IReadOnlyCollection<ReportOutput> outputs, CancellationToken cancellationToken)
    {
        List<(ReportOutput Output, IReportWriter Writer)> open =
            [.. outputs.Select(output => (output, output.Open(report)!)).Where(static each => each.Item2 is not null)];
        if (open.Count == 0)
        {
            return;
        }

        async ValueTask EachAsync(Func<IReportWriter, ValueTask> part)
        {
            foreach ((ReportOutput output, IReportWriter writer) in open)
            {
                await output.TryAsync(_ => part(writer));
            }
        }

        async IAsyncEnumerable<FlowReport> FullAsync([EnumeratorCancellation] CancellationToken stop)
        {
            FlowDetails details = report.OpenDetails();
            foreach (FlowReport flow in report.Flows)
            {
                yield return await details.OfAsync(flow, stop);
            }
        }

        await EachAsync(writer => writer.BeginAsync(cancellationToken));
        await foreach (FlowReport full in ReadAhead.Of(FullAsync, ReadAheadFlows, cancellationToken))
        {
            await EachAsync(writer => writer.WriteAsync(full, cancellationToken));
        }

        await EachAsync(writer => writer.EndAsync(cancellationToken));
        foreach ((ReportOutput output, IReportWriter writer) in open)
        {
            await output.TryAsync(_ => writer.DisposeAsync());
        }
    }
}
