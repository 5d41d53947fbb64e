using System.CommandLine;
using System.Globalization;
using Seatrial.Cli.Runs;

namespace Seatrial.Cli.Commands;

/// <summary>Options that mean the same wherever they stand.</summary>
internal static class CommonOptions
{
    public static Option<string?> Json() => new("--json")
    {
        Description = "Write the result as JSON to a file; '-' is standard output, and text for people then goes to standard error.",
        HelpName = "FILE",
    };

    public static Option<string?> Env() => new("--env", "-e")
    {
        Description = "The environment, as seatrial.yaml names it; may be left out when there is only one.",
        HelpName = "NAME",
    };

    public static Option<string?> Profile() => new("--profile")
    {
        Description = "A profile of the environment: fewer flows, other values.",
        HelpName = "NAME",
    };

    public static Option<string?> Shard()
    {
        Option<string?> shard = new("--shard")
        {
            Description = "Part K of N: parts that take about as long as each other by what the journal knows, every flow in exactly one.",
            HelpName = "K/N",
        };
        shard.Validators.Add(static result =>
        {
            if (ShardChoice.Parse(result.Tokens[^1].Value) is null)
            {
                result.AddError($"--shard {result.Tokens[^1].Value}: write K/N, such as 1/4: part 1 of 4.");
            }
        });
        return shard;
    }

    public static Option<bool> OnlyFailed() => new("--only-failed") { Description = "Only the flows that did not pass in the last run in this environment." };

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

    public static Option<int?> Port(string name, string description) => Number(name, "PORT", 0, 65535, description);

    /// <summary>A whole number within bounds; what is none is told in words, not by the type it should have had.</summary>
    public static Option<int?> Number(string name, string help, int least, int most, string description) => new(name)
    {
        Description = description,
        HelpName = help,
        CustomParser = result =>
        {
            if (int.TryParse(result.Tokens[^1].Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most)
            {
                return number;
            }

            result.AddError($"{name} is a number from {least} to {most}.");
            return null;
        },
    };
}
