using System.CommandLine;

namespace Seatrial.Cli.Commands;

/// <summary>Options that mean the same wherever they stand.</summary>
internal static class CommonOptions
{
    public static Option<string?> Json() => new("--json")
    {
        Description = "Write the result as JSON to a file; '-' is standard output, and text for people then goes to standard error.",
        HelpName = "FILE",
    };

    public static Argument<string> Project() => new("project")
    {
        Description = "The project: a folder with seatrial.yaml.",
        DefaultValueFactory = _ => ".",
        HelpName = "PROJECT",
    };

    public static Option<string?> Env() => new("--env", "-e")
    {
        Description = "The environment, as seatrial.yaml names it; may be left out when there is only one.",
        HelpName = "NAME",
    };

    public static Option<string?> Journal() => new("--journal")
    {
        Description = "The journal's file. Default: .seatrial/journal.db in the project.",
        HelpName = "PATH",
    };

    public static Option<string[]> Repeated(string name, string help, string description) => new(name)
    {
        Description = description,
        HelpName = help,
        Arity = ArgumentArity.ZeroOrMore,
        DefaultValueFactory = _ => [],
    };

    public static Option<int> Port(string name, string description)
    {
        Option<int> option = new(name) { Description = description, HelpName = "PORT" };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, System.Globalization.CultureInfo.InvariantCulture, out int port) && port is < 0 or > 65535)
            {
                result.AddError($"{name} is from 0 to 65535.");
            }
        });
        return option;
    }
}
