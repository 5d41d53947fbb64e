using System.CommandLine;
using System.CommandLine.Parsing;
using Seatrial.Cli.Commands;

namespace Seatrial.Cli;

/// <summary>The <c>seatrial</c> command: its verbs, and what happens around each.</summary>
internal static class SeatrialCommand
{
    /// <summary>The verbs. Their options are made here; what they do is loaded when they are called.</summary>
    public static RootCommand Build(VerbRunner runner)
    {
        RootCommand root = new("Seatrial proves, after every deployment, that the whole system works there, and takes the smallest safe way back when it does not.")
        {
            DemoCommand.Build(runner),
            RunCommand.Build(runner),
            ServeCommand.Build(runner),
            ValidateCommand.Build(runner),
            InitCommand.Build(runner),
            RunsCommand.Build(runner),
            ReportCommand.Build(runner),
            NotifyCommand.Build(runner),
            DeployCommand.Build(runner),
            EnvCommand.Build(runner),
            SuperviseCommand.Build(runner),
        };
        return root;
    }

    public static async Task<int> InvokeAsync(
        string[] arguments, Func<bool, CommandContext> open, TextWriter output, TextWriter error)
    {
        VerbRunner runner = new(open);
        ParseResult parsed = Build(runner).Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            TellUsage(parsed, error);
            return (int)ExitCode.Usage;
        }

        InvocationConfiguration configuration = new()
        {
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
            Output = output,
            Error = error,
        };
        return await parsed.InvokeAsync(configuration);
    }

    private static void TellUsage(ParseResult parsed, TextWriter error)
    {
        foreach (string message in parsed.Errors.Select(e => e.Message).Distinct(StringComparer.Ordinal))
        {
            error.WriteLine($"error: {message}");
        }

        List<string> names = [];
        for (SymbolResult? result = parsed.CommandResult; result is not null; result = result.Parent)
        {
            if (result is System.CommandLine.Parsing.CommandResult command)
            {
                names.Insert(0, command.Command is RootCommand ? "seatrial" : command.Command.Name);
            }
        }

        error.WriteLine($"Try: {string.Join(' ', names)} --help");
    }
}
