using System.CommandLine;
using Seatrial.Cli.Projects;

namespace Seatrial.Cli.Commands;

/// <summary><c>seatrial validate</c>: checks a project without running it.</summary>
internal static class ValidateCommand
{
    private static readonly ProjectPlace Project = new();
    private static readonly Option<string?> Json = CommonOptions.Json();

    public static Command Build(VerbRunner runner)
    {
        Command command = Project.AddTo(new("validate", "Check a project: every problem of every file, with the way out.") { Json });
        runner.Bind(command, Json, static (parsed, context) =>
            Task.FromResult(ProjectValidation.Validate(context, Project.Of(parsed), parsed.GetValue(Json))));
        return command;
    }
}
