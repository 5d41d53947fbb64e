using System.Collections.Immutable;
using Seatrial.Project.Loading;
using Seatrial.Project.Secrets;
using Seatrial.Server.Hosting;

namespace Seatrial.Cli.Projects;

/// <summary>The secrets that sign an environment's webhooks.</summary>
internal static class WebhookSecrets
{
    /// <summary>All that are valid now.</summary>
    public static ImmutableArray<string> All(ProjectPlace place, ProjectModel project, EnvironmentModel environment)
    {
        if (environment.WebhookSecrets.IsDefaultOrEmpty)
        {
            return [WebhookSecretFile.GetOrCreate(place.State, project.Name, environment.Name)];
        }

        SecretResolver secrets = new(project, allowCommands: true, new Masker());
        return [.. environment.WebhookSecrets.Select(name => secrets.Resolve(name).Reveal())];
    }

    /// <summary>The one to sign with.</summary>
    public static string Current(ProjectPlace place, ProjectModel project, EnvironmentModel environment) =>
        All(place, project, environment)[0];
}
