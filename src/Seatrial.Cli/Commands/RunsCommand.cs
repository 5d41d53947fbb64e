using System.CommandLine;
using Seatrial.Cli.Runs;

namespace Seatrial.Cli.Commands;

/// <summary><c>seatrial runs list</c> and <c>seatrial runs show</c>: what the journal knows.</summary>
internal static class RunsCommand
{
    private static readonly Argument<string> RunId = new("id") { Description = "The run, or enough of its end to tell it apart.", HelpName = "ID" };
    private static readonly ProjectPlace Project = new();
    private static readonly Option<string?> Journal = CommonOptions.Journal();
    private static readonly Option<string?> Json = CommonOptions.Json();
    private static readonly Option<int?> Limit = CommonOptions.Number("--limit", "N", 1, 10_000, "How many at most. Default: 20.");

    public static Command Build(VerbRunner runner)
    {
        Command list = Project.AddTo(new("list", "List runs, newest first.") { Journal, Limit, Json });
        runner.Bind(list, Json, static (parsed, context) =>
            new RunBook(context, Open(parsed)).ListAsync(parsed.GetValue(Limit) ?? 20, parsed.GetValue(Json)));
        Command show = Project.AddTo(new("show", "Show what a run came to.") { RunId, Journal, Json });
        runner.Bind(show, Json, static (parsed, context) =>
            new RunBook(context, Open(parsed)).ShowAsync(parsed.GetRequiredValue(RunId), parsed.GetValue(Json)));
        return new Command("runs", "List and show runs.") { list, show };
    }

    private static (string Folder, string? Journal) Open(ParseResult parsed) =>
        (Project.Of(parsed), parsed.GetValue(Journal));
}
