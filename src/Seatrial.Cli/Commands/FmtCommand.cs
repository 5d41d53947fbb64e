using System.CommandLine;
using Seatrial.Cli.Projects;

namespace Seatrial.Cli.Commands;

/// <summary><c>seatrial fmt</c>: gives the files of a project their one form.</summary>
internal static class FmtCommand
{
    private static readonly ProjectPlace Project = new();
    private static readonly Option<bool> Check = new("--check") { Description = "Change nothing; exit code 1 when a file is not in its form." };

    public static Command Build(VerbRunner runner)
    {
        Command command = Project.AddTo(new("fmt", "Give seatrial.yaml and all flows their one form: block style, single quotes, keys in order. Comments stay.") { Check });
        runner.Bind(command, null, static (parsed, context) => Task.FromResult(new ProjectFormat(context, Project.Of(parsed)).Format(parsed.GetValue(Check))));
        return command;
    }
}
