namespace Seatrial.Cli.Servers;

/// <summary>Runs the server.</summary>
internal static class ServeVerb
{
    public static Task<CommandResult> RunAsync(CommandContext context, ServeArguments arguments) =>
        throw new NotSupportedException($"{context.Folder} {arguments}");
}
