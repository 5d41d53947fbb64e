using Seatrial.Core.Environments;

namespace Seatrial.Server.Hosting;

/// <summary>An environment this process serves.</summary>
/// <param name="Project">The project.</param>
/// <param name="Environment">The environment.</param>
/// <param name="Services">The names of the project's services; a delivery may name no other.</param>
/// <param name="WebhookSecrets">The secrets that are valid now: two while they are rotated; none means that nobody can tell of deployments.</param>
/// <param name="Queue">Accepts its deployments and drives its runs.</param>
internal sealed record ServedEnvironment(
    string Project,
    string Environment,
    IReadOnlySet<string> Services,
    IReadOnlyList<string> WebhookSecrets,
    EnvironmentQueue Queue);
