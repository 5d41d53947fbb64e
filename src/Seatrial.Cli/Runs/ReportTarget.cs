using Seatrial.Core.Reporting;

namespace Seatrial.Cli.Runs;

/// <summary>A report to write: <c>FORMAT=FILE</c>.</summary>
/// <param name="Format">Its form.</param>
/// <param name="File">Where to; <c>-</c> is standard output.</param>
internal sealed record ReportTarget(ReportFormat Format, string File)
{
    public const string Formats = "junit, ctrf, json or html";

    public static ReportFormat? FormatOf(string name) => name switch
    {
        "junit" => ReportFormat.JUnit,
        "ctrf" => ReportFormat.Ctrf,
        "json" => ReportFormat.Json,
        "html" => ReportFormat.Html,
        _ => null,
    };

    /// <summary>Reads <c>FORMAT=FILE</c>; null when it is not that.</summary>
    public static ReportTarget? Parse(string text)
    {
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        return equals > 0 && equals < text.Length - 1 && FormatOf(text[..equals]) is { } format
            ? new ReportTarget(format, text[(equals + 1)..])
            : null;
    }
}
