using Seatrial.Cli.Projects;
using Seatrial.Project.Loading;
using Seatrial.Server.Hosting;

namespace Seatrial.Cli.Servers;

/// <summary>The server that serves a project on this machine, as it wrote itself down in the project's folder.</summary>
/// <param name="Project">The project's name.</param>
/// <param name="Address">Where it listens; null when none does.</param>
/// <param name="WebhookSecret">What signs the environment's webhooks; null when the project does not have the environment.</param>
internal sealed record LocalServer(string Project, string? Address, string? WebhookSecret)
{
    /// <summary>Finds it; null when the folder is no valid project.</summary>
    /// <param name="folder">The project's folder.</param>
    /// <param name="environment">The environment to tell of.</param>
    public static LocalServer? Find(string folder, string environment)
    {
        if (!File.Exists(Path.Combine(folder, ProjectLoader.ProjectFile)) || ProjectFolder.Read(folder).Project is not { } project)
        {
            return null;
        }

        ProjectPlace place = new(folder);
        string? secret = project.Environments.TryGetValue(environment, out EnvironmentModel? found)
            ? WebhookSecrets.Current(place, project, found)
            : null;
        return new LocalServer(project.Name, ServerFile.Read(place.State)?.Api.AbsoluteUri, secret);
    }
}
