using System.CommandLine;
using Seatrial.Cli.Projects;

namespace Seatrial.Cli.Commands;

/// <summary><c>seatrial lint</c>: finds what makes flows brittle.</summary>
internal static class LintCommand
{
    private static readonly ProjectPlace Project = new();
    private static readonly Option<string?> Json = CommonOptions.Json();

    private static readonly Option<bool> Strict = new("--strict") { Description = "Count every finding as an error: exit code 3 when there is any." };

    private static readonly Option<string?> Sarif = new("--sarif")
    {
        Description = "Write the findings as SARIF 2.1.0 to a file, for code scanning.",
        HelpName = "FILE",
    };

    public static Command Build(VerbRunner runner)
    {
        Command command = Project.AddTo(new("lint", "Find what makes flows brittle: pauses, written-down ids and secrets, leftovers, expectations that prove nothing.") { Strict, Sarif, Json });
        runner.Bind(command, Json, static (parsed, context) => Task.FromResult(new ProjectLint(context, Project.Of(parsed))
        {
            IsStrict = parsed.GetValue(Strict),
            Json = parsed.GetValue(Json),
            Sarif = parsed.GetValue(Sarif),
        }.Lint()));
        return command;
    }
}
