using System.CommandLine;
using Seatrial.Cli.Projects;

namespace Seatrial.Cli.Commands;

/// <summary><c>seatrial init</c>: writes a small project that explains itself.</summary>
internal static class InitCommand
{
    private static readonly Argument<string> Folder = new("dir")
    {
        Description = "Where to write it; the folder is made when it is not there.",
        DefaultValueFactory = _ => ".",
        HelpName = "DIR",
    };

    public static Command Build(VerbRunner runner)
    {
        Command command = new("init", "Write a small, commented project to start from; never overwrites anything.") { Folder };
        runner.Bind(command, null, static (parsed, context) =>
            Task.FromResult(new ProjectTemplate(context).Write(parsed.GetRequiredValue(Folder))));
        return command;
    }
}
