using System.Xml.Linq;
using Seatrial.Core.Reporting;
using Seatrial.TestKit.Reporting;

namespace Seatrial.Core.Tests.Reporting;

public sealed class JUnitReportTests
{
    [Fact]
    public async Task Run_with_failure_counts_and_explains_it()
    {
        XElement suite = await SuiteAsync(SampleRun.RolledBack());

        Assert.Equal("4", suite.Attribute("tests")!.Value);
        Assert.Equal("1", suite.Attribute("failures")!.Value);
        Assert.Equal("0", suite.Attribute("errors")!.Value);
        Assert.Equal("1", suite.Attribute("skipped")!.Value);
        XElement checkout = Case(suite, "Guest checkout");
        Assert.Equal("Place the order: expected status 201, was 500: price missing", checkout.Element("failure")!.Attribute("message")!.Value);
        Assert.Equal("flows/guest-checkout.flow.yaml", checkout.Attribute("file")!.Value);
        Assert.Equal("27", checkout.Attribute("line")!.Value);
        Assert.Equal("catalog", Property(checkout, "suspect"));
        Assert.Equal("product", Property(checkout, "cause"));
        Assert.Equal("true", Property(suite, "remedyVerified"));
    }

    [Fact]
    public async Task Flaky_flow_is_green_with_its_failure_beside_it()
    {
        XElement refund = Case(await SuiteAsync(SampleRun.RolledBack()), "Refund an order");

        Assert.Null(refund.Element("failure"));
        Assert.Equal("true", Property(refund, "flaky"));
        Assert.NotNull(refund.Element("flakyFailure"));
    }

    [Fact]
    public async Task Verdict_that_no_flow_explains_is_a_case_of_its_own()
    {
        XElement suite = await SuiteAsync(SampleRun.NeverSettled());

        Assert.Equal("1", suite.Attribute("errors")!.Value);
        Assert.Contains("crash-loops", Case(suite, "The run reaches a verdict").Element("error")!.Attribute("message")!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hostile_text_stays_text()
    {
        XElement suite = await SuiteAsync(SampleRun.RolledBack(Reports.Hostile));

        string failure = Case(suite, "Guest checkout").Element("failure")!.Value;
        Assert.Contains("</script><script>alert(1)</script>\"'&<![CDATA[x]]>\u2400\u2407\u241b[31m\ufffdevil\ufffd ]]> -->", failure, StringComparison.Ordinal);
        Assert.Empty(suite.Descendants("script"));
    }

    private static async Task<XElement> SuiteAsync(SampleRun run) =>
        XDocument.Parse(await Reports.WriteAsync(run, ReportFormat.JUnit)).Root!.Element("testsuite")!;

    private static XElement Case(XElement suite, string name) =>
        suite.Elements("testcase").Single(test => test.Attribute("name")!.Value == name);

    private static string? Property(XElement element, string name) => element.Element("properties")!.Elements("property")
        .FirstOrDefault(property => property.Attribute("name")!.Value == name)?.Attribute("value")!.Value;
}
