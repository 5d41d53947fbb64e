namespace Seatrial.Cli.Deploying;

/// <summary>Runs the supervisor of an environment of local processes.</summary>
internal static class SuperviseVerb
{
    public static Task<CommandResult> RunAsync(CommandContext context, string[] arguments) =>
        throw new NotSupportedException($"{context.Folder} {arguments.Length}");
}
