namespace Seatrial.Core.Reporting;

/// <summary>A report to write.</summary>
/// <param name="format">Its form.</param>
/// <param name="stream">Where to; left open.</param>
public sealed class ReportOutput(ReportFormat format, Stream stream)
{
    /// <summary>Its form.</summary>
    public ReportFormat Format => format;

    /// <summary>Why it could not be written to its end; null when it was.</summary>
    public Exception? Error { get; private set; }

    /// <summary>Does a part of the writing; an error of the output is kept, and what follows is left out.</summary>
    internal async ValueTask TryAsync(Func<Stream, ValueTask> write)
    {
        if (Error is not null)
        {
            return;
        }

        try
        {
            await write(stream);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Error = exception;
        }
    }

    internal IReportWriter? Open(RunReport report) => format switch
    {
        ReportFormat.JUnit => new JUnitReport(report, stream),
        ReportFormat.Ctrf => new CtrfReport(report, stream),
        ReportFormat.Json => new JsonReport(report, stream),
        _ => null,
    };
}
