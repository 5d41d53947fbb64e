using Seatrial.Environments.Supervision;

namespace Seatrial.Cli.Deploying;

/// <summary>Runs the supervisor of an environment of local processes.</summary>
internal static class SuperviseVerb
{
    public static async Task<CommandResult> RunAsync(CommandContext context, string stateFolder)
    {
        SupervisorOptions options = new() { StateFolder = stateFolder, TimeProvider = context.Clock };
        int exitCode = await ProcessSupervisor.RunAsync(options, context.Stop);
        return exitCode == 0 ? CommandResult.Passed : CommandResult.Failed;
    }
}
