using System.Collections.Immutable;
using Seatrial.Core.Deployments;

namespace Seatrial.Cli.Servers;

/// <summary>What <c>seatrial notify deployment</c> was asked to tell.</summary>
/// <param name="Project">The project's name or folder.</param>
/// <param name="Environment">The environment.</param>
/// <param name="Services">What landed.</param>
internal sealed record NoticeArguments(string Project, string Environment, ImmutableArray<DeployedService> Services)
{
    /// <summary>The server's address; null means the one on this machine.</summary>
    public string? To { get; init; }

    /// <summary>The variable that holds the secret; null means the one the local server wrote down.</summary>
    public string? SecretEnv { get; init; }

    /// <summary>The deployment's id; null makes a new one.</summary>
    public string? Id { get; init; }

    /// <summary>What was deployed.</summary>
    public string? Revision { get; init; }
}
