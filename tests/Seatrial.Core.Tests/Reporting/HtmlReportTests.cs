using System.Text;
using System.Text.RegularExpressions;
using Seatrial.Core.Flows;
using Seatrial.Core.Reporting;
using Seatrial.TestKit.Reporting;

namespace Seatrial.Core.Tests.Reporting;

public sealed partial class HtmlReportTests
{
    [Fact]
    public async Task Page_tells_verdict_cause_suspect_and_remedy()
    {
        string page = await Reports.WriteAsync(SampleRun.RolledBack(), ReportFormat.Html);

        Assert.Contains("<h1>Failed <span class=\"cause\">cause: product</span></h1>", page, StringComparison.Ordinal);
        Assert.Contains("<h3>catalog <code>1.1.0</code>", page, StringComparison.Ordinal);
        Assert.Contains("Verification passed", page, StringComparison.Ordinal);
        Assert.Contains("flows/guest-checkout.flow.yaml:27:15", page, StringComparison.Ordinal);
        Assert.Contains("seatrial run --env local --flow guest-checkout", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_begins_when_the_run_ends_has_its_place_at_the_end_of_the_timeline()
    {
        SampleRun run = SampleRun.RolledBack();
        RunReport late = run.Report with
        {
            Flows = [.. run.Report.Flows.Select(flow => flow with { Attempts = [.. flow.Attempts.Select(attempt => attempt with { StartedAt = run.Report.End })] })],
        };
        using MemoryStream stream = new();

        await RunReports.WriteAsync(late, ReportFormat.Html, run.Blobs, stream, TestContext.Current.CancellationToken);

        Assert.Contains("class=\"attempt\" x=\"99.5%\" width=\"0.", Encoding.UTF8.GetString(stream.ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_needs_nothing_from_anywhere()
    {
        string page = await Reports.WriteAsync(SampleRun.RolledBack(), ReportFormat.Html);

        Assert.DoesNotMatch(Loads(), page);
        Assert.DoesNotMatch(InlineCode(), page);
    }

    [Fact]
    public async Task Hostile_text_stays_text()
    {
        string page = await Reports.WriteAsync(SampleRun.RolledBack(Reports.Hostile), ReportFormat.Html);

        Assert.Single(ScriptStart().Matches(page));
        Assert.Single(ScriptEnd().Matches(page));
        Assert.DoesNotContain("<![CDATA[", page, StringComparison.Ordinal);
        Assert.DoesNotContain(page, c => c is '\0' or '\u001b' or '\u202e');
        Assert.Contains("&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Missing_blob_costs_only_its_own_section()
    {
        SampleRun run = SampleRun.RolledBack();
        using MemoryStream stream = new();

        await RunReports.WriteAsync(run.Report, ReportFormat.Html, (_, _) => ValueTask.FromResult<ReadOnlyMemory<byte>?>(null), stream, TestContext.Current.CancellationToken);

        Assert.Contains("</html>", System.Text.Encoding.UTF8.GetString(stream.ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_that_show_why_a_step_failed_are_part_of_the_page()
    {
        SampleRun run = SampleRun.RolledBack();
        StepAttachment[] files =
        [
            new("picture.png", "image/png") { Bytes = 3, Blobs = ["p"] },
            new("trace.zip", "application/zip") { Bytes = 6, Blobs = ["t1", "t2"], Missing = "1 of what the page loaded is not in the trace: too large, or not to be masked" },
            new("gone.png", "image/png") { Bytes = 6, Blobs = ["gone"] },
            new("endless.zip", "application/zip") { Bytes = 99_000_000, Blobs = ["t1"] },
        ];
        RunReport shown = run.Report with
        {
            Flows = [.. run.Report.Flows.Select(flow => flow with
            {
                Attempts = [.. flow.Attempts.Select(attempt => attempt with
                {
                    Steps = [.. attempt.Steps.Select(step => step.Record.Failure is null ? step : step with { Record = step.Record with { Attachments = [.. files] } })],
                })],
            })],
        };
        using MemoryStream stream = new();

        await RunReports.WriteAsync(shown, ReportFormat.Html, ReadAsync, stream, TestContext.Current.CancellationToken);

        string page = Encoding.UTF8.GetString(stream.ToArray());
        Assert.Contains("src=\"data:image/png;base64,AQID\"", page, StringComparison.Ordinal);
        Assert.Contains("<a download=\"trace.zip\" href=\"data:application/zip;base64,BAUGBwgJ\">trace.zip</a>", page, StringComparison.Ordinal);
        Assert.Contains("1 of what the page loaded is not in the trace", page, StringComparison.Ordinal);
        Assert.Contains("gone.png is no longer kept.", page, StringComparison.Ordinal);
        Assert.Contains("endless.zip is kept, but not in this report", page, StringComparison.Ordinal);
        Assert.Contains("img-src data:;", page, StringComparison.Ordinal);

        static ValueTask<ReadOnlyMemory<byte>?> ReadAsync(string id, CancellationToken cancellationToken) => ValueTask.FromResult<ReadOnlyMemory<byte>?>(id switch
        {
            "p" => new byte[] { 1, 2, 3 },
            "t1" => new byte[] { 4, 5, 6 },
            "t2" => new byte[] { 7, 8, 9 },
            _ => default(ReadOnlyMemory<byte>?),
        });
    }

    [GeneratedRegex("""<(link|img|iframe|object|embed)\b|\bsrc=|\bhref="http|@import|url\(""", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Loads();

    [GeneratedRegex("""<[a-z]+[^>]*\s(on[a-z]+|style)=""", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex InlineCode();

    [GeneratedRegex("<script", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex ScriptStart();

    [GeneratedRegex("</script", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex ScriptEnd();
}
