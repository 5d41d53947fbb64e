using Seatrial.Cli.Terminal;
using Seatrial.Core.Reporting;

namespace Seatrial.Cli.Runs;

/// <summary>Writes the reports a run was asked for.</summary>
internal sealed class ReportFiles(CommandContext context, RunReport report, BlobReader blobs)
{
    public async Task WriteAsync(RunArguments arguments)
    {
        foreach (ReportTarget target in arguments.Reports)
        {
            await WriteAsync(target);
        }

        if (arguments.Json is { } json)
        {
            await WriteAsync(new ReportTarget(ReportFormat.Json, json));
        }
    }

    public async Task WriteAsync(ReportTarget target)
    {
        await using (Stream stream = context.OpenOutput(target.File))
        {
            await RunReports.WriteAsync(report, target.Format, blobs, stream, CancellationToken.None);
        }

        if (target.File != "-")
        {
            context.Terminal.Write(Line.Of(Tone.Soft, "  report ").Plain(target.File));
        }
    }
}
