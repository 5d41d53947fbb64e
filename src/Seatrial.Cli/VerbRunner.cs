using System.CommandLine;

namespace Seatrial.Cli;

/// <summary>Calls a verb: opens its context, and turns what it could not handle into words.</summary>
internal sealed class VerbRunner(Func<bool, CommandContext> open)
{
    /// <summary>Binds a verb to what it does.</summary>
    /// <param name="command">The verb.</param>
    /// <param name="json">Its <c>--json</c> option, or null when it has none.</param>
    /// <param name="run">What it does.</param>
    public void Bind(Command command, Option<string?>? json, Func<ParseResult, CommandContext, Task<CommandResult>> run) =>
        command.SetAction((parsed, _) => RunAsync(parsed, json, run));

    private async Task<int> RunAsync(
        ParseResult parsed, Option<string?>? json, Func<ParseResult, CommandContext, Task<CommandResult>> run)
    {
        bool isOutputTaken = json is not null && parsed.GetValue(json) == "-";
        CommandContext context = open(isOutputTaken);
        try
        {
            return (int)(await run(parsed, context)).ExitCode;
        }
#pragma warning disable CA1031 // The command's edge: whatever happened is told once, here.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return (int)Failures.Tell(exception, context).ExitCode;
        }
    }
}
