using System.CommandLine;
using System.CommandLine.Parsing;
using Seatrial.Project.Loading;

namespace Seatrial.Cli;

/// <summary>Tells what was typed and cannot be meant, and what probably was.</summary>
internal static class UsageErrors
{
    public static void Tell(ParseResult parsed, TextWriter error, string program)
    {
        Command command = parsed.CommandResult.Command;
        if (parsed.UnmatchedTokens is [{ } unknown, ..])
        {
            // What else is wrong follows from it.
            string known = Nearest.To(unknown, Names(command)) is { } near ? $" Did you mean {near}?" : string.Empty;
            error.WriteLine($"error: {What(command, unknown)} {unknown}.{known}");
        }
        else
        {
            foreach (string message in parsed.Errors.Select(e => e.Message).Distinct(StringComparer.Ordinal))
            {
                error.WriteLine($"error: {message}");
            }
        }

        List<string> names = [];
        for (SymbolResult? result = parsed.CommandResult; result is not null; result = result.Parent)
        {
            if (result is System.CommandLine.Parsing.CommandResult { Command: var each })
            {
                names.Insert(0, each is RootCommand ? program : each.Name);
            }
        }

        error.WriteLine($"Try: {string.Join(' ', names)} --help");
    }

    private static string What(Command command, string unknown) =>
        unknown.StartsWith('-') ? "There is no option"
        : command.Subcommands.Count > 0 ? "There is no command"
        : "Nothing takes the argument";

    private static IEnumerable<string> Names(Command command) =>
    [
        .. command.Subcommands.Where(each => !each.Hidden).Select(each => each.Name),
        .. command.Options.Where(each => !each.Hidden).Select(each => each.Name),
    ];
}
