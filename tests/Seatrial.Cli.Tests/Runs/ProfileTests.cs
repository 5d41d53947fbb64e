using System.Text.RegularExpressions;
using Seatrial.Cli.Projects;
using Seatrial.Cli.Runs;
using Seatrial.Cli.Terminal;
using Seatrial.TestKit;

namespace Seatrial.Cli.Tests.Runs;

/// <summary>Profiles of environments, defaults of projects and flows, and what <c>plan --explain</c> tells of both.</summary>
public sealed partial class ProfileTests
{
    private const string Flow = """
        flow: Look around
        tags: [smoke]
        needs: first
        defaults: { headers: { X-Suite: of the flow }, stepWithin: 7s }
        variables: { drawn: '{{ uuid() }}' }
        steps:
          - name: By default
            http: GET {{ web }}/default/{{ currency }}
            expect: { status: 200 }
          - name: By itself
            http: GET {{ web }}/own
            auth: none
            headers: { x-suite: its own }
            within: 3s
            expect: { status: 200 }
            cleanup: [{ http: 'DELETE {{ web }}/cleaned' }]
          - parallel:
              - name: Inside
                when: '{{ currency == "USD" }}'
                http: GET {{ web }}/inside
                expect: { status: 200 }
          - name: Elsewhere
            when: '{{ currency == "USD" }}'
            http: GET {{ elsewhere }}/other
            expect: { status: 200 }

        """;

    [Fact]
    public async Task A_profile_runs_its_flows_with_its_values_and_steps_have_what_defaults_say()
    {
        using TempFolder folder = new();
        using ToolSite site = new(folder);
        Prepare(folder);

        (CommandResult result, string text) = await RunAsync(folder, "smoke");

        Assert.True(result.ExitCode == ExitCode.Passed, text);
        Assert.Contains("shop in local, profile smoke", text, StringComparison.Ordinal);
        Assert.Equal(
            [
                "DELETE /cleaned Basic suite of the flow",
                "GET /default/USD Basic suite of the flow",
                "GET /first Basic suite of the project",
                "GET /inside Basic suite of the flow",
                "GET /other no suite",
                "GET /own suite its own",
            ],
            site.Seen.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Without_a_profile_all_flows_run_with_the_values_of_the_environment()
    {
        using TempFolder folder = new();
        using ToolSite site = new(folder);
        Prepare(folder);

        (CommandResult result, string text) = await RunAsync(folder, null);

        Assert.True(result.ExitCode == ExitCode.Passed, text);
        Assert.Contains("GET /default/EUR", site.Asked);
        Assert.Contains("POST /things", site.Asked);
    }

    [Fact]
    public async Task A_profile_that_is_not_there_is_told()
    {
        using TempFolder folder = new();
        using ToolSite site = new(folder);
        Prepare(folder);

        (CommandResult result, string text) = await RunAsync(folder, "smok");

        Assert.Equal(ExitCode.Usage, result.ExitCode);
        Assert.Equal("error: local has no profile smok. It has: smoke.\n", text);
        Assert.Empty(site.Asked);
    }

    [Fact]
    public async Task The_plan_explains_why_a_flow_is_in_or_out_and_where_values_come_from()
    {
        using TempFolder folder = new();
        using ToolSite site = new(folder);
        Prepare(folder);

        string text = await PlanAsync(folder, new RunArguments(".", null) { Profile = "smoke" });

        Assert.DoesNotContain(ToolSite.Token, text, StringComparison.Ordinal);
        Assert.DoesNotContain("planted", text, StringComparison.Ordinal);
        Assert.Empty(site.Asked);
        Snapshot.Match(Port().Replace(text, "http://HOST"));
    }

    [Fact]
    public async Task The_plan_explains_what_options_leave_out()
    {
        using TempFolder folder = new();
        using ToolSite site = new(folder);
        Prepare(folder);

        string tagged = await PlanAsync(folder, new RunArguments(".", null) { Flows = new([], ["thing"], ["smoke"], []) });
        string part = await PlanAsync(folder, new RunArguments(".", null) { Shard = new(1, 2) });
        string failed = await PlanAsync(folder, new RunArguments(".", null) { OnlyFailed = true });

        Assert.Contains("skipped thing  --not-flow thing leaves it out", tagged, StringComparison.Ordinal);
        Assert.Contains("in: look needs it", tagged, StringComparison.Ordinal);
        Assert.Contains("another of the 2 parts runs it", part, StringComparison.Ordinal);
        Assert.Contains("and is of part 1 of 2", part, StringComparison.Ordinal);
        Assert.Contains("Nothing ran in local yet", failed, StringComparison.Ordinal);
    }

    private static void Prepare(TempFolder folder)
    {
        string project = folder.Read("seatrial.yaml");
        Match web = Port().Match(project);
        folder.Write("seatrial.yaml", project.Replace("    services: {", $$"""
                variables: { elsewhere: '{{web.Value.Replace("127.0.0.1", "localhost", StringComparison.Ordinal)}}', password: planted-password }
                profiles:
                  smoke: { why: After every deployment., flows: { tags: [smoke] }, variables: { currency: USD }, parallel: 2 }
                services: {
            """.TrimEnd(), StringComparison.Ordinal) + """
            variables: { currency: EUR }
            tokens:
              suite: { basic: { user: suite, password: '{{ token }}' } }
            defaults:
              within: 30s
              auth: suite
              headers: { X-Suite: of the project }

            """);
        folder.Write("flows/look.flow.yaml", Flow);
        folder.Write("flows/first.flow.yaml", "flow: First\nsteps:\n  - http: GET {{ web }}/first\n    expect: { status: 200 }\n");
    }

    private static async Task<(CommandResult Result, string Text)> RunAsync(TempFolder folder, string? profile)
    {
        using StringWriter writer = new();
        CommandResult result = await new LocalRun(Context(folder, writer), new RunArguments(".", null) { Profile = profile }, ProjectFolder.Load).RunAsync();
        return (result, writer.ToString());
    }

    private static async Task<string> PlanAsync(TempFolder folder, RunArguments arguments)
    {
        using StringWriter writer = new();
        Assert.Equal(ExitCode.Passed, (await new RunPlanning(Context(folder, writer), arguments, ProjectFolder.Load) { IsExplained = true }.PlanAsync()).ExitCode);
        return writer.ToString();
    }

    private static CommandContext Context(TempFolder folder, StringWriter writer)
    {
        PlainTerminal terminal = new(writer);
        return new(terminal, terminal, static () => Stream.Null, TimeProvider.System, folder.Root, TestContext.Current.CancellationToken) { Program = "./seatrial" };
    }

    [GeneratedRegex("http://[a-z0-9.]+:[0-9]+", RegexOptions.None, 1000)]
    private static partial Regex Port();
}
