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
        bool all = true;
        foreach (ReportTarget target in targets)
        {
            all &= await WriteAsync(target);
        }

        return all;
    }

    /// <summary>Writes one.</summary>
    /// <returns>Whether it was written; if not, that was told.</returns>
    public async Task<bool> WriteAsync(ReportTarget target)
    {
        try
        {
            await using Stream stream = context.OpenOutput(target.File);
            await RunReports.WriteAsync(report, target.Format, blobs, stream, CancellationToken.None);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            context.TellError($"The report {target.File} could not be written: {exception.Message}");
            return false;
        }

        if (target.File != "-")
        {
            context.Terminal.Write(Line.Of(Tone.Soft, "  report ").Plain(target.File));
        }

        return true;
    }
}
