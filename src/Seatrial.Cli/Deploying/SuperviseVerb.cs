using Seatrial.Environments.Supervision;

namespace Seatrial.Cli.Deploying;

/// <summary>Runs the supervisor of an environment of local processes.</summary>
internal static class SuperviseVerb
{
    public static async Task<CommandResult> RunAsync(CommandContext context, string[] arguments)
    {
        if (arguments is not [var folder])
        {
            context.TellError("supervise takes the folder of the environment's state. It is started by `deploy` and `serve`, not by people.");
            return new CommandResult(ExitCode.Usage);
        }

        return new CommandResult((ExitCode)await ProcessSupervisor.RunAsync(new SupervisorOptions { StateFolder = folder }, context.Stop));
    }
}
