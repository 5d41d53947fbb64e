using System.CommandLine;
using Seatrial.Cli.Commands;
using Seatrial.Cli.Demo;
using Seatrial.Cli.Runs;
using Seatrial.Cli.Servers;
using Seatrial.Core.Deployments;
using Seatrial.Core.Reporting;

namespace Seatrial.Cli.Tests.Commands;

public sealed class ParseTests
{
    [Fact]
    public void Run_reads_all_of_its_options()
    {
        RunArguments run = RunCommand.Arguments(Parse(
            "run", "shop", "--env", "local", "--flow", "guest-*", "--flow", "search", "--not-flow", "s*", "--tag", "smoke", "--not-tag", "slow", "--parallel", "8",
            "--report", "junit=out/junit.xml", "--report", "html=-", "--journal", "j.db", "--json", "-"));

        Assert.Equal("shop", run.Project);
        Assert.Equal("local", run.Environment);
        Assert.Equal(["guest-*", "search"], run.Flows.Only);
        Assert.Equal(("s*", "smoke", "slow"), (run.Flows.Not.Single(), run.Flows.Tags.Single(), run.Flows.NotTags.Single()));
        Assert.Equal(8, run.Parallel);
        Assert.Equal([new ReportTarget(ReportFormat.JUnit, "out/junit.xml"), new ReportTarget(ReportFormat.Html, "-")], run.Reports);
        Assert.Equal("j.db", run.Journal);
        Assert.Equal("-", run.Json);
    }

    [Fact]
    public void Run_needs_nothing_to_begin()
    {
        RunArguments run = RunCommand.Arguments(Parse("run"));

        Assert.Equal(".", run.Project);
        Assert.Null(run.Environment);
        Assert.True(run.Flows.IsAll);
        Assert.Null(run.Parallel);
    }

    [Fact]
    public void Notify_reads_services_with_and_without_their_past()
    {
        NoticeArguments notice = NotifyCommand.Arguments(Parse(
            "notify", "deployment", "--env", "staging", "--project", "shop", "--service", "catalog=1.1.0:1.0.0", "--service", "orders=2.0.0", "--id", "d-1"));

        Assert.Equal("staging", notice.Environment);
        Assert.Equal([new DeployedService("catalog", "1.1.0", "1.0.0"), new DeployedService("orders", "2.0.0", null)], notice.Services);
        Assert.Equal("d-1", notice.Id);
    }

    [Fact]
    public void Demo_has_a_defect_unless_told_otherwise()
    {
        Assert.Equal(new DemoArguments(DemoArguments.DefaultDefect), DemoCommand.Arguments(Parse("demo")));
        Assert.Equal(
            new DemoArguments("none") { Once = true, Shadow = true, Json = "out.json" },
            DemoCommand.Arguments(Parse("demo", "--once", "--shadow", "--defect", "none", "--json", "out.json")));
    }

    [Fact]
    public void Serve_reads_where_the_token_of_readers_is()
    {
        Assert.Null(ServeCommand.Arguments(Parse("serve", "shop")).ReadTokenEnv);
        Assert.Equal("SHOP_READ", ServeCommand.Arguments(Parse("serve", "shop", "--read-token-env", "SHOP_READ")).ReadTokenEnv);
    }

    [Theory]
    [InlineData("run", "--parallel", "0")]
    [InlineData("run", "--parallel", "many")]
    [InlineData("run", "--report", "pdf=x")]
    [InlineData("run", "--report", "junit")]
    [InlineData("notify", "deployment", "--env", "e", "--service", "catalog")]
    [InlineData("report", "r-1", "--format", "pdf", "--out", "x")]
    [InlineData("serve")]
    [InlineData("sail")]
    public void Rejects_what_it_cannot_mean(params string[] arguments) => Assert.NotEmpty(Parse(arguments).Errors);

    private static ParseResult Parse(params string[] arguments) => SeatrialCommand.Build(new VerbRunner(_ => throw new NotSupportedException())).Parse(arguments);
}
