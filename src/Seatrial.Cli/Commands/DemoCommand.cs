using System.CommandLine;
using Seatrial.Cli.Demo;

namespace Seatrial.Cli.Commands;

/// <summary><c>seatrial demo</c>: a real shop, a good deployment, a bad one, and the way back.</summary>
internal static class DemoCommand
{
    private static readonly Option<bool> Once = new("--once") { Description = "End when the story is told; stop and remove everything." };
    private static readonly Option<bool> Shadow = new("--shadow") { Description = "Decide and record, but do not act." };
    private static readonly Option<string?> Json = CommonOptions.Json();
    private static readonly Option<string> Defect = new("--defect")
    {
        Description = "Which defect the second release has; 'none' for a sound upgrade, 'list' to see what there is.",
        DefaultValueFactory = _ => DemoArguments.DefaultDefect,
        HelpName = "NAME|none|list",
    };

    public static Command Build(VerbRunner runner)
    {
        Command command = new("demo", "Watch Seatrial at work on a real shop: a good deployment, a bad one, and the way back.")
        {
            Once, Defect, Shadow, Json,
        };
        runner.Bind(command, Json, static (parsed, context) => DemoVerb.RunAsync(context, Arguments(parsed)));
        return command;
    }

    public static DemoArguments Arguments(ParseResult parsed) => new(parsed.GetRequiredValue(Defect))
    {
        Once = parsed.GetValue(Once),
        Shadow = parsed.GetValue(Shadow),
        Json = parsed.GetValue(Json),
    };
}
