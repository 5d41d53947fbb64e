using System.Text;
using Seatrial.Core.Reporting;
using Seatrial.TestKit.Reporting;

namespace Seatrial.Core.Tests.Reporting;

internal static class Reports
{
    /// <summary>Text that would break out of every form, were it not encoded.</summary>
    public const string Hostile = "</script><script>alert(1)</script>\"'&<![CDATA[x]]>\u0000\u0007\u001b[31m\u202eevil\ud800 ]]> -->";

    public static async Task<string> WriteAsync(SampleRun run, ReportFormat format)
    {
        using MemoryStream stream = new();
        await RunReports.WriteAsync(run.Report, format, run.Blobs, stream, TestContext.Current.CancellationToken);
        if (Environment.GetEnvironmentVariable("SEATRIAL_KEEP_REPORTS") is { Length: > 0 } folder)
        {
            await File.WriteAllBytesAsync(Path.Combine(folder, $"{TestContext.Current.TestMethod?.MethodName}.{format}"), stream.ToArray(), TestContext.Current.CancellationToken);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
