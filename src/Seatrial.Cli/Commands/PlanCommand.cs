using System.CommandLine;
using Seatrial.Cli.Projects;
using Seatrial.Cli.Runs;

namespace Seatrial.Cli.Commands;

/// <summary><c>seatrial plan</c>: what a run would do, without doing it.</summary>
internal static class PlanCommand
{
    private static readonly ProjectPlace Project = new();
    private static readonly Option<string?> Env = CommonOptions.Env();
    private static readonly Option<string?> Journal = CommonOptions.Journal();
    private static readonly Option<string?> Json = CommonOptions.Json();
    private static readonly Option<string[]> Flow = CommonOptions.Repeated("--flow", "GLOB", "Plan only the flows whose id matches; may be repeated.");
    private static readonly Option<string[]> NotFlow = CommonOptions.Repeated("--not-flow", "GLOB", "Leave out the flows whose id matches; may be repeated.");
    private static readonly Option<string[]> Tag = CommonOptions.Repeated("--tag", "TAG", "Plan only the flows that have this tag; may be repeated.");
    private static readonly Option<string[]> NotTag = CommonOptions.Repeated("--not-tag", "TAG", "Leave out the flows that have this tag; may be repeated.");
    private static readonly Option<string?> Profile = CommonOptions.Profile();
    private static readonly Option<string?> Shard = CommonOptions.Shard();
    private static readonly Option<bool> OnlyFailed = CommonOptions.OnlyFailed();
    private static readonly Option<bool> Explain = new("--explain") { Description = "Tell why each flow is in or out, on what its steps depend, and where every value comes from; secrets are not read." };
    private static readonly Option<int?> Parallel = CommonOptions.Number("--parallel", "N", 1, 256, "How many flows run at once, 1 to 256. Default: what the project says.");

    public static Command Build(VerbRunner runner)
    {
        Command command = Project.AddTo(new("plan", "Tell what a run would do: which flows in what order, what they wait for, which are skipped and why, and how long it takes.")
        {
            Env, Profile, Flow, NotFlow, Tag, NotTag, OnlyFailed, Shard, Parallel, Explain, Journal, Json,
        });
        runner.Bind(command, Json, static (parsed, context) => new RunPlanning(context, Arguments(parsed), ProjectFolder.Load) { IsExplained = parsed.GetValue(Explain) }.PlanAsync());
        return command;
    }

    private static RunArguments Arguments(ParseResult parsed) => new(Project.Of(parsed), parsed.GetValue(Env))
    {
        Flows = new([.. parsed.GetValue(Flow) ?? []], [.. parsed.GetValue(NotFlow) ?? []], [.. parsed.GetValue(Tag) ?? []], [.. parsed.GetValue(NotTag) ?? []]),
        Parallel = parsed.GetValue(Parallel),
        Profile = parsed.GetValue(Profile),
        OnlyFailed = parsed.GetValue(OnlyFailed),
        Shard = parsed.GetValue(Shard) is { } shard ? ShardChoice.Parse(shard) : null,
        Journal = parsed.GetValue(Journal),
        Json = parsed.GetValue(Json),
    };
}
