using Seatrial.Cli.Projects;
using Seatrial.Project.Loading;
using Seatrial.Server.Catalogue;
using Seatrial.Server.Hosting;

namespace Seatrial.Cli.Servers;

/// <summary>The server that serves a project on this machine, as it wrote itself down in the project's folder.</summary>
/// <param name="Project">The project's name.</param>
/// <param name="Address">Where it listens.</param>
/// <param name="StateFolder">Its state folder.</param>
internal sealed record LocalServer(string Project, string Address, string StateFolder)
{
    /// <summary>Finds it; null when none wrote itself down, or the folder holds no valid project.</summary>
    public static LocalServer? Find(string folder)
    {
        string state = ProjectOpener.DefaultStateFolder(folder);
        if (ServerFile.Read(state) is not { } server)
        {
            return null;
        }

        using ProjectOpener opener = new(ProjectFolder.Options(state), TimeProvider.System);
        return opener.Loader.Load(folder).Project is ProjectModel project
            ? new LocalServer(project.Name, server.Api.ToString(), state)
            : null;
    }

    /// <summary>The secret the server made for an environment whose project configures none.</summary>
    public string WebhookSecret(string environment) => WebhookSecretFile.GetOrCreate(StateFolder, Project, environment);
}
