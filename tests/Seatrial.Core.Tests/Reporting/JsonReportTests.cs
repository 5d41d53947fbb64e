using System.Text.Json;
using Seatrial.Core.Reporting;
using Seatrial.TestKit.Reporting;

namespace Seatrial.Core.Tests.Reporting;

public sealed class JsonReportTests
{
    [Fact]
    public async Task Run_tells_verdict_suspect_remedy_and_flows()
    {
        using JsonDocument document = JsonDocument.Parse(await Reports.WriteAsync(SampleRun.RolledBack(), ReportFormat.Json));
        JsonElement root = document.RootElement;

        Assert.Equal("seatrial-run", root.GetProperty("format").GetString());
        Assert.Equal(5, root.GetProperty("run").GetProperty("exitCode").GetInt32());
        Assert.Equal("product", root.GetProperty("verdict").GetProperty("cause").GetString());
        Assert.Equal("catalog", root.GetProperty("suspects")[0].GetProperty("service").GetString());
        Assert.Equal("applied", root.GetProperty("remedy").GetProperty("outcome").GetString());
        Assert.True(root.GetProperty("remedy").GetProperty("verified").GetBoolean());
        JsonElement checkout = root.GetProperty("flows")[0];
        Assert.Equal(27, checkout.GetProperty("failure").GetProperty("line").GetInt32());
        Assert.Equal(2, checkout.GetProperty("attempts").GetArrayLength());
        Assert.Equal(3, checkout.GetProperty("attempts")[1].GetProperty("steps")[1].GetProperty("checks").GetArrayLength());
        Assert.Equal(1, root.GetProperty("counts").GetProperty("flaky").GetInt32());
    }

    [Fact]
    public async Task Hostile_text_stays_text()
    {
        using JsonDocument document = JsonDocument.Parse(await Reports.WriteAsync(SampleRun.RolledBack(Reports.Hostile), ReportFormat.Json));

        string message = document.RootElement.GetProperty("flows")[0].GetProperty("failure").GetProperty("message").GetString()!;
        Assert.Contains("</script><script>alert(1)</script>", message, StringComparison.Ordinal);
        Assert.Contains("\u001b[31m", message, StringComparison.Ordinal);
    }
}
