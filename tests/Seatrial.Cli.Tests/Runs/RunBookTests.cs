using Seatrial.Cli.Runs;
using Seatrial.Cli.Terminal;
using Seatrial.TestKit.Reporting;

namespace Seatrial.Cli.Tests.Runs;

public sealed class RunBookTests
{
    [Fact]
    public void Table_has_a_heading_and_columns_that_align()
    {
        using StringWriter writer = new();

        RunTable.Write(new PlainTerminal(writer), [SampleRun.RolledBack().Report, SampleRun.Passed().Report], "none");

        string[] lines = writer.ToString().TrimEnd('\n').Split('\n');
        Assert.StartsWith("RUN ", lines[0], StringComparison.Ordinal);
        Assert.Equal(lines[0].IndexOf("VERDICT", StringComparison.Ordinal), lines[1].IndexOf("failed (product)", StringComparison.Ordinal));
        Assert.Equal(lines[0].IndexOf("ENVIRONMENT", StringComparison.Ordinal), lines[1].IndexOf("local", StringComparison.Ordinal));
        Assert.Equal(lines[0].IndexOf("WHAT", StringComparison.Ordinal), lines[1].IndexOf("catalog 1.0.0 → 1.1.0", StringComparison.Ordinal));
        Assert.Equal(lines[0].IndexOf("VERDICT", StringComparison.Ordinal), lines[2].IndexOf("passed", StringComparison.Ordinal));
    }

    [Fact]
    public void Heading_names_project_environment_and_every_flow()
    {
        using StringWriter writer = new();

        RunHeading.Write(new PlainTerminal(writer), SampleRun.RolledBack().Report);

        Assert.Contains("  shop in local  r-", writer.ToString(), StringComparison.Ordinal);
        Assert.Contains("  ✗ Guest checkout ", writer.ToString(), StringComparison.Ordinal);
        Assert.Contains("skipped: ", writer.ToString(), StringComparison.Ordinal);
    }
}
