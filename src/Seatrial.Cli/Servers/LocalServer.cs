using Seatrial.Cli.Projects;
using Seatrial.Project.Loading;
using Seatrial.Project.Secrets;
using Seatrial.Server.Catalogue;
using Seatrial.Server.Hosting;

namespace Seatrial.Cli.Servers;

/// <summary>A project on this machine, and the server that serves it, as that wrote itself down in the project's folder.</summary>
/// <param name="Project">The project.</param>
/// <param name="Address">Where the server listens; null when none wrote itself down.</param>
/// <param name="StateFolder">Its state folder.</param>
internal sealed record LocalServer(ProjectModel Project, Uri? Address, string StateFolder)
{
    /// <summary>Finds it; null when the folder holds no valid project.</summary>
    public static LocalServer? Find(CommandContext context, string typed)
    {
        string folder = context.PathOf(typed);
        string state = ProjectOpener.DefaultStateFolder(folder);
        using ProjectOpener opener = new(ProjectFolder.Options(state), context.Clock);
        return opener.Loader.Load(folder, typed).Project is { } project
            ? new LocalServer(project, ServerFile.Read(state)?.Api, state)
            : null;
    }

    /// <summary>The secret that signs for an environment of the project: the configured one, else the one the server made; null when there is neither.</summary>
    public string? WebhookSecret(string environment)
    {
        EnvironmentModel model = Project.Environments[environment];
        if (!model.WebhookSecrets.IsEmpty)
        {
            return new SecretResolver(Project, allowCommands: true, new Masker(), model).Resolve(model.WebhookSecrets[0]).Reveal();
        }

        return Address is not null || File.Exists(WebhookSecretFile.PathOf(StateFolder, Project.Name, environment))
            ? WebhookSecretFile.GetOrCreate(StateFolder, Project.Name, environment)
            : null;
    }
}
