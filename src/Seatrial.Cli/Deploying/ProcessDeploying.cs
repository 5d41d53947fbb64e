namespace Seatrial.Cli.Deploying;

/// <summary>Deploys to an environment of local processes, through its supervisor.</summary>
internal sealed class ProcessDeploying(CommandContext context, string folder, string environment)
{
    public Task<CommandResult> DeployAsync(string release, string? json) =>
        throw new NotSupportedException($"{context.PathOf(folder)} {environment} {release} {json}");

    public Task<CommandResult> StatusAsync(string? json) => throw new NotSupportedException(json);

    public Task<CommandResult> StopAsync() => throw new NotSupportedException(folder);
}
