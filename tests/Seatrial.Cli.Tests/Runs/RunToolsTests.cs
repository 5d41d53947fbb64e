using System.Text.Json;
using System.Text.RegularExpressions;
using Seatrial.Cli.Commands;
using Seatrial.Cli.Projects;
using Seatrial.Cli.Runs;
using Seatrial.Cli.Terminal;
using Seatrial.TestKit;

namespace Seatrial.Cli.Tests.Runs;

/// <summary>What helps to find out why: repetition, parts, some steps alone, what went over the wire, and what a change touches.</summary>
public sealed partial class RunToolsTests
{
    [Fact]
    public async Task Repeat_counts_how_often_each_flow_failed_and_how()
    {
        using TempFolder folder = new();

        (CommandResult result, string text) = await RunAsync(folder, new ScriptedProject(folder.Root, "fails", "one").Project, "run", "--repeat", "3");

        Assert.NotEqual(ExitCode.Passed, result.ExitCode);
        Snapshot.Match(RunId().Replace(text[text.IndexOf("  FLOW", StringComparison.Ordinal)..], "RUN"));
    }

    [Fact]
    public async Task Only_failed_runs_what_failed_the_last_time_and_nothing_where_nothing_did()
    {
        using TempFolder folder = new();
        ScriptedProject project = new(folder.Root, "fails", "one", "two");
        (_, string before) = await RunAsync(folder, project.Project, "run", "--only-failed");
        await RunAsync(folder, project.Project, "run");
        project.Runner.Cleaned.Clear();

        (_, string text) = await RunAsync(folder, project.Project, "run", "--only-failed");

        Assert.Equal("  Nothing ran in local yet, so nothing failed.\n", before);
        Assert.Contains("1 flow of r-", text, StringComparison.Ordinal);
        Assert.All(project.Runner.Cleaned, static id => Assert.StartsWith("fails/", id, StringComparison.Ordinal));
        await RunAsync(folder, project.Project, "run", "--flow", "one");
        (CommandResult result, string after) = await RunAsync(folder, project.Project, "run", "--only-failed");
        Assert.Equal(ExitCode.Passed, result.ExitCode);
        Assert.StartsWith("  Nothing failed in r-", after, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shards_run_every_flow_once()
    {
        using TempFolder folder = new();
        List<string> cleaned = [];
        foreach (string shard in (string[])["1/3", "2/3", "3/3"])
        {
            ScriptedProject project = new(folder.Root, "a", "b", "c", "d", "e");
            (CommandResult result, _) = await RunAsync(folder, project.Project, "run", "--shard", shard, "--journal", $"{shard[0]}.db");
            Assert.Equal(ExitCode.Passed, result.ExitCode);
            cleaned.AddRange(project.Runner.Cleaned.Select(static id => id.Split('/')[0]));
        }

        Assert.Equal(["a", "b", "c", "d", "e"], cleaned.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Some_steps_run_alone_and_their_cleanups_with_them()
    {
        using TempFolder folder = new();
        using ToolSite site = new(folder);

        (CommandResult first, _) = await RunAsync(folder, null, "run", "--to", "Make it");
        (CommandResult last, string text) = await RunAsync(folder, null, "run", "--flow", "thing", "--from", "2", "--to", "look at it", "--set", "id=9");

        Assert.Equal((ExitCode.Passed, ExitCode.Passed), (first.ExitCode, last.ExitCode));
        Assert.Equal(["POST /things", "DELETE /things/7", "GET /things/9"], site.Asked);
        Assert.Contains("1 passed", text, StringComparison.Ordinal);
        (_, string plan) = await PlanAsync(folder);
        Assert.Contains("unknown", plan, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("error: What runs needs id, captured by steps that are left out. Give it: --set id=VALUE.\n", "--from", "2")]
    [InlineData("error: The flow thing has no step nine. It has: 1 Make it, 2 Look at it, 3 Look again.\n", "--to", "nine")]
    [InlineData("error: The step 1 comes before 2.\n", "--from", "2", "--to", "1", "--set", "id=1")]
    [InlineData("error: No step that is left out captures other.\n", "--from", "2", "--set", "id=1", "--set", "other=1")]
    public async Task What_cannot_be_cut_is_usage(string error, params string[] options)
    {
        using TempFolder folder = new();
        using ToolSite site = new(folder);

        (CommandResult result, string text) = await RunAsync(folder, null, ["run", .. options]);

        Assert.Equal((ExitCode.Usage, error), (result.ExitCode, text));
        Assert.Empty(site.Asked);
    }

    [Fact]
    public async Task What_went_over_the_wire_is_told_without_the_secret()
    {
        using TempFolder folder = new();
        using ToolSite site = new(folder);

        (_, string curl) = await RunAsync(folder, null, "run", "--curl", "--to", "1");
        (_, string verbose) = await RunAsync(folder, null, "run", "--verbose", "--to", "1");

        Assert.DoesNotContain(ToolSite.Token, curl + verbose, StringComparison.Ordinal);
        Assert.Matches(@"# A thing › Make it\ncurl -sS -i -X POST 'http://127\.0\.0\.1:\d+/things' .*-H 'X-Token: [^']*\*+[^']*'.* --data-raw '\{""name"":""it(\\u0027|'\\'')s new""\}'\n", curl);
        Assert.Matches(@"> POST http://127\.0\.0\.1:\d+/things HTTP/1\.1\n", verbose);
        Assert.Matches(@"< HTTP/1\.1 201 Created\n(< .*\n)*<\n< \{""id"":7,""token"":""\*+""\}\n", verbose);
    }

    [Fact]
    public async Task A_failure_ends_with_the_line_that_runs_it_again()
    {
        using TempFolder folder = new();
        using ToolSite site = new(folder) { IsBroken = true };

        (_, string text) = await RunAsync(folder, null, "run");

        Assert.Contains("A thing › Look at it\n", text, StringComparison.Ordinal);
        Assert.EndsWith("  again: ./seatrial run --env local --flow thing\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Watching_runs_the_flow_whose_file_was_renamed_over()
    {
        using TempFolder folder = new();
        using ToolSite site = new(folder);
        folder.Write("flows/other.flow.yaml", "flow: Other\nsteps:\n  - http: GET {{ web }}/other\n    expect: { status: 200 }\n");
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

        Task<(CommandResult Result, string Text)> running = RunUntilAsync(folder, null, stop.Token, "run", "--watch");
        await Eventually.IsTrueAsync(() => site.Asked.Contains("GET /other") && site.Asked.Contains("DELETE /things/7"), "the first run", TestContext.Current.CancellationToken);
        folder.Write("flows/other.flow.yaml.swp", "flow: Other\nsteps:\n  - http: GET {{ web }}/changed\n    expect: { status: 200 }\n");
        File.Move(folder.At("flows/other.flow.yaml.swp"), folder.At("flows/other.flow.yaml"), overwrite: true);
        await Eventually.IsTrueAsync(() => site.Asked.Contains("GET /changed"), "the second run", TestContext.Current.CancellationToken);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);

        Assert.Single(site.Asked, static a => a == "POST /things");
    }

    [Fact]
    public async Task Plan_tells_order_times_and_why_flows_are_skipped()
    {
        using TempFolder folder = new();
        using ToolSite site = new(folder);
        folder.Write("flows/called.flow.yaml", "flow: Called\ninputs: { id: }\nsteps:\n  - http: GET {{ web }}/things/{{ id }}\n    expect: { status: 200 }\n");
        folder.Write("flows/later.flow.yaml", "flow: Later\nneeds: thing\nlock: [till]\ncritical: false\nsteps:\n  - http: GET {{ web }}/later\n    expect: { status: 200 }\n");
        await RunAsync(folder, null, "run", "--flow", "thing");

        (CommandResult result, string text) = await PlanAsync(folder, "--json", "plan.json");

        Assert.Equal(ExitCode.Passed, result.ExitCode);
        Snapshot.Match(Took().Replace(text, "TIME     "));
        using JsonDocument json = JsonDocument.Parse(folder.Read("plan.json"));
        Assert.Equal(["later", "thing"], json.RootElement.GetProperty("flows").EnumerateArray().Select(static f => f.GetProperty("id").GetString()));
        Assert.Equal(1, json.RootElement.GetProperty("unknown").GetInt32());
        Assert.Equal("called", json.RootElement.GetProperty("skipped")[0].GetProperty("id").GetString());
    }

    private static Task<(CommandResult Result, string Text)> RunAsync(TempFolder folder, LoadedProject? project, params string[] arguments) =>
        RunUntilAsync(folder, project, TestContext.Current.CancellationToken, arguments);

    private static async Task<(CommandResult Result, string Text)> RunUntilAsync(TempFolder folder, LoadedProject? project, CancellationToken stop, params string[] arguments)
    {
        using StringWriter writer = new();
        CommandContext context = Context(folder, writer, stop);
        RunArguments run = RunCommand.Arguments(SeatrialCommand.Build(new VerbRunner(_ => throw new NotSupportedException())).Parse(arguments));
        Func<CommandContext, string, LoadedProject?> load = project is null ? ProjectFolder.Load : (_, _) => project;
        CommandResult result = arguments.Contains("--watch", StringComparer.Ordinal) ? await new WatchedRun(context, run, load).RunAsync() : await new LocalRun(context, run, load).RunAsync();
        return (result, writer.ToString());
    }

    private static async Task<(CommandResult Result, string Text)> PlanAsync(TempFolder folder, params string[] options)
    {
        using StringWriter writer = new();
        CommandContext context = Context(folder, writer, TestContext.Current.CancellationToken);
        RunArguments run = new(".", null) { Json = options is [_, var file] ? file : null };
        return (await new RunPlanning(context, run, ProjectFolder.Load).PlanAsync(), writer.ToString());
    }

    private static CommandContext Context(TempFolder folder, StringWriter writer, CancellationToken stop)
    {
        PlainTerminal terminal = new(writer);
        return new(terminal, terminal, static () => Stream.Null, TimeProvider.System, folder.Root, stop) { Program = "./seatrial" };
    }

    [GeneratedRegex("r-[0-9a-zA-Z-]+", RegexOptions.None, 1000)]
    private static partial Regex RunId();

    [GeneratedRegex("[0-9.]+ ?m?s(?! at)( {0,7}(?= )|(?= and| by|,))", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Took();
}
