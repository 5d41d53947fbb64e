using System.Collections.Immutable;
using System.CommandLine;
using Seatrial.Cli.Projects;
using Seatrial.Cli.Runs;

namespace Seatrial.Cli.Commands;

/// <summary><c>seatrial run</c>: verifies an environment now, without a server.</summary>
internal static class RunCommand
{
    private static readonly ProjectPlace Project = new();
    private static readonly Option<string?> Env = CommonOptions.Env();
    private static readonly Option<string?> Journal = CommonOptions.Journal();
    private static readonly Option<string?> Json = CommonOptions.Json();
    private static readonly Option<string[]> Flow = CommonOptions.Repeated("--flow", "GLOB", "Run only the flows whose id matches; may be repeated.");
    private static readonly Option<string[]> NotFlow = CommonOptions.Repeated("--not-flow", "GLOB", "Leave out the flows whose id matches; may be repeated.");
    private static readonly Option<string[]> Tag = CommonOptions.Repeated("--tag", "TAG", "Run only the flows that have this tag; may be repeated.");
    private static readonly Option<string[]> NotTag = CommonOptions.Repeated("--not-tag", "TAG", "Leave out the flows that have this tag; may be repeated.");
    private static readonly Option<int?> Parallel = CommonOptions.Number(
        "--parallel", "N", 1, 256, "How many flows run at once, 1 to 256. Default: what the project says.");

    private static readonly Option<string[]> Report = CommonOptions.Repeated(
        "--report", "FORMAT=FILE", $"Write a report: {ReportTarget.Formats}; may be repeated.");

    private static readonly Option<int?> Repeat = CommonOptions.Number("--repeat", "N", 1, 10_000, "Run all of it N times, and tell how often each flow failed, and how. Reports are of the last run.");

    private static readonly Option<string?> Profile = CommonOptions.Profile();
    private static readonly Option<string?> Shard = CommonOptions.Shard();
    private static readonly Option<bool> OnlyFailed = CommonOptions.OnlyFailed();
    private static readonly Option<string?> From = new("--from") { Description = "Begin at this step of the one flow, by number, name or id; what is before it is skipped.", HelpName = "STEP" };
    private static readonly Option<string?> To = new("--to") { Description = "End after this step of the one flow. Cleanups run all the same.", HelpName = "STEP" };
    private static readonly Option<string[]> Set = CommonOptions.Repeated("--set", "NAME=VALUE", "With --from: the value a skipped step would have captured; may be repeated.");
    private static readonly Option<bool> Curl = new("--curl") { Description = "Tell each request as a curl line, secrets masked." };
    private static readonly Option<bool> Verbose = new("--verbose", "-v") { Description = "Tell each request and answer with headers and bodies, secrets masked." };
    private static readonly Option<bool> Watch = new("--watch") { Description = "Stay, and when a file of the project changes run the flows it changes again." };

    private static readonly Option<int?> OtlpGrpc = CommonOptions.Port("--otlp-grpc", "Take telemetry in over gRPC at this port while the run lasts, for `trace` steps and suspects; 0 takes a free one.");
    private static readonly Option<int?> OtlpHttp = CommonOptions.Port("--otlp-http", "Take telemetry in over HTTP at this port while the run lasts; 0 takes a free one.");

    static RunCommand()
    {
        Set.Validators.Add(static result =>
        {
            foreach (System.CommandLine.Parsing.Token token in result.Tokens.Where(static t => t.Value.IndexOf('=', StringComparison.Ordinal) < 1))
            {
                result.AddError($"--set {token.Value}: write NAME=VALUE.");
            }
        });
        Report.Validators.Add(result =>
        {
            foreach (System.CommandLine.Parsing.Token token in result.Tokens)
            {
                if (ReportTarget.Parse(token.Value) is null)
                {
                    result.AddError($"--report {token.Value}: write FORMAT=FILE, where FORMAT is {ReportTarget.Formats}.");
                }
            }
        });
    }

    public static Command Build(VerbRunner runner)
    {
        Command command = Project.AddTo(new("run", "Run the flows of a project against an environment, now, without a server.")
        {
            Env, Profile, Flow, NotFlow, Tag, NotTag, OnlyFailed, Shard, From, To, Set, Repeat, Parallel, Watch, Curl, Verbose, Report, OtlpGrpc, OtlpHttp, Journal, Json,
        });
        runner.Bind(command, Json, static (parsed, context) => parsed.GetValue(Watch)
            ? new WatchedRun(context, Arguments(parsed), ProjectFolder.Load).RunAsync()
            : new LocalRun(context, Arguments(parsed), ProjectFolder.Load).RunAsync());
        return command;
    }

    public static RunArguments Arguments(ParseResult parsed) => new(Project.Of(parsed), parsed.GetValue(Env))
    {
        Flows = new([.. parsed.GetValue(Flow) ?? []], [.. parsed.GetValue(NotFlow) ?? []], [.. parsed.GetValue(Tag) ?? []], [.. parsed.GetValue(NotTag) ?? []]),
        Parallel = parsed.GetValue(Parallel),
        Profile = parsed.GetValue(Profile),
        Repeat = parsed.GetValue(Repeat) ?? 1,
        Shard = parsed.GetValue(Shard) is { } shard ? ShardChoice.Parse(shard) : null,
        OnlyFailed = parsed.GetValue(OnlyFailed),
        Steps = new(parsed.GetValue(From), parsed.GetValue(To), (parsed.GetValue(Set) ?? []).Select(static text => text.Split('=', 2)).GroupBy(static pair => pair[0], StringComparer.Ordinal).ToImmutableSortedDictionary(static g => g.Key, static g => g.Last()[1], StringComparer.Ordinal)),
        Curl = parsed.GetValue(Curl),
        Verbose = parsed.GetValue(Verbose),
        Reports = [.. (parsed.GetValue(Report) ?? []).Select(text => ReportTarget.Parse(text)!)],
        OtlpGrpcPort = parsed.GetValue(OtlpGrpc),
        OtlpHttpPort = parsed.GetValue(OtlpHttp),
        Journal = parsed.GetValue(Journal),
        Json = parsed.GetValue(Json),
    };
}
