using System.CommandLine;

namespace Seatrial.Cli.Commands;

/// <summary>Where a verb takes its project: as an argument, or as <c>--project</c>; the folder at hand when neither is said.</summary>
internal sealed class ProjectPlace
{
    private readonly Argument<string?> _argument = new("project")
    {
        Description = "The project: a folder with seatrial.yaml. Default: this folder.",
        Arity = ArgumentArity.ZeroOrOne,
        HelpName = "PROJECT",
    };

    private readonly Option<string?> _option = new("--project") { Description = "The project, said as an option.", HelpName = "PROJECT" };

    /// <summary>Adds both ways to a verb.</summary>
    public Command AddTo(Command command)
    {
        command.Add(_argument);
        command.Add(_option);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_argument) is { } argument && result.GetValue(_option) is { } option && argument != option)
            {
                result.AddError($"Name the project once: it is {argument} and --project {option}.");
            }
        });
        return command;
    }

    /// <summary>The project as typed.</summary>
    public string Of(ParseResult parsed) => parsed.GetValue(_argument) ?? parsed.GetValue(_option) ?? ".";
}
