using Seatrial.Cli.Terminal;
using Seatrial.Core.Reporting;

namespace Seatrial.Cli.Runs;

/// <summary>Writes the reports of a run.</summary>
internal sealed class ReportFiles(CommandContext context, RunReport report, BlobReader blobs)
{
    /// <summary>Writes them all. One that cannot be written is told and keeps no other from being written.</summary>
    /// <returns>Whether all were written.</returns>
    public async Task<bool> WriteAsync(IReadOnlyCollection<ReportTarget> targets)
    {
        Dictionary<ReportTarget, (Stream? Stream, ReportOutput? Output, string? Error)> opened =
            targets.Distinct().ToDictionary(static target => target, Open);
        await RunReports.WriteAsync(report, [.. opened.Values.Select(static each => each.Output).OfType<ReportOutput>()], blobs, CancellationToken.None);
        bool all = true;
        foreach ((ReportTarget target, (Stream? stream, ReportOutput? output, string? error)) in opened)
        {
            all &= Tell(target, error ?? output?.Error?.Message ?? await CloseAsync(stream!));
        }

        return all;
    }

    /// <summary>Writes one.</summary>
    /// <returns>Whether it was written; if not, that was told.</returns>
    public Task<bool> WriteAsync(ReportTarget target) => WriteAsync([target]);

    private (Stream? Stream, ReportOutput? Output, string? Error) Open(ReportTarget target)
    {
        try
        {
            Stream stream = context.OpenOutput(target.File);
            return (stream, new ReportOutput(target.Format, stream), null);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return (null, null, exception.Message);
        }
    }

    /// <summary>What is still in a buffer is written now; a full disk shows here.</summary>
    private static async Task<string?> CloseAsync(Stream stream)
    {
        try
        {
            await stream.DisposeAsync();
            return null;
        }
        catch (IOException exception)
        {
            return exception.Message;
        }
    }

    private bool Tell(ReportTarget target, string? error)
    {
        if (error is not null)
        {
            context.TellError($"The report {target.File} could not be written: {error}");
        }
        else if (target.File != "-")
        {
            context.Terminal.Write(Line.Of(Tone.Soft, "  report ").Plain(target.File));
        }

        return error is null;
    }
}
