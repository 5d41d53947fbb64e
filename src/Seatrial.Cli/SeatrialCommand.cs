using System.CommandLine;
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
            PlanCommand.Build(runner),
            ReplCommand.Build(runner),
            CleanCommand.Build(runner),
            ValidateCommand.Build(runner),
            LintCommand.Build(runner),
            SchemaCommand.Build(runner),
            FmtCommand.Build(runner),
            InitCommand.Build(runner),
            SeedCommand.Build(runner),
            ImportCommand.Build(runner),
            RecordCommand.Build(runner),
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
        string[] arguments, Func<bool, CommandContext> open, TextWriter output, TextWriter error, string program = ProgramName.Default)
    {
        VerbRunner runner = new(open);
        ParseResult parsed = Build(runner).Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            UsageErrors.Tell(parsed, error, program);
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
}
