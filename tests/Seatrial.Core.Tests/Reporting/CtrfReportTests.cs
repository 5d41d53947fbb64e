using System.Text.Json;
using Seatrial.Core.Reporting;
using Seatrial.TestKit;
using Seatrial.TestKit.Reporting;

namespace Seatrial.Core.Tests.Reporting;

public sealed class CtrfReportTests
{
    [Fact]
    public async Task Reports_keep_to_the_published_schema()
    {
        using JsonDocument schema = JsonDocument.Parse(await File.ReadAllTextAsync(SharedData.Require("ctrf/ctrf.schema.json"), TestContext.Current.CancellationToken));
        foreach (SampleRun run in (SampleRun[])[SampleRun.RolledBack(), SampleRun.RolledBack(Reports.Hostile), SampleRun.Passed(), SampleRun.NeverSettled()])
        {
            using JsonDocument report = JsonDocument.Parse(await Reports.WriteAsync(run, ReportFormat.Ctrf));

            Assert.Empty(SchemaSubset.Violations(schema.RootElement, report.RootElement));
        }
    }

    [Fact]
    public async Task Flaky_flow_passed_and_lists_the_attempt_that_failed()
    {
        using JsonDocument report = JsonDocument.Parse(await Reports.WriteAsync(SampleRun.RolledBack(), ReportFormat.Ctrf));
        JsonElement refund = report.RootElement.GetProperty("results").GetProperty("tests")[2];

        Assert.Equal("passed", refund.GetProperty("status").GetString());
        Assert.True(refund.GetProperty("flaky").GetBoolean());
        Assert.Equal("failed", refund.GetProperty("retryAttempts")[0].GetProperty("status").GetString());
    }

    [Fact]
    public async Task Report_id_is_stable_and_changes_with_content()
    {
        using JsonDocument one = JsonDocument.Parse(await Reports.WriteAsync(SampleRun.RolledBack(), ReportFormat.Ctrf));
        using JsonDocument again = JsonDocument.Parse(await Reports.WriteAsync(SampleRun.RolledBack(), ReportFormat.Ctrf));
        using JsonDocument other = JsonDocument.Parse(await Reports.WriteAsync(SampleRun.NeverSettled(), ReportFormat.Ctrf));

        Assert.Equal(one.RootElement.GetProperty("reportId").GetGuid(), again.RootElement.GetProperty("reportId").GetGuid());
        Assert.NotEqual(one.RootElement.GetProperty("reportId").GetGuid(), other.RootElement.GetProperty("reportId").GetGuid());
    }
}
