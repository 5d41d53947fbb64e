using Seatrial.Cli.Projects;
using Seatrial.Project.Loading;
using Seatrial.Server.Catalogue;

namespace Seatrial.Cli.Deploying;

/// <summary>Finds the environment of local processes that a verb is about.</summary>
internal static class ProcessPlace
{
    public static ProjectOpener Open(CommandContext context, string typed) =>
        new(ProjectFolder.Options(ProjectOpener.DefaultStateFolder(context.PathOf(typed))), context.Clock);

    /// <summary>The environment to look at; null after what is wrong was told, and then how the command ends.</summary>
    /// <remarks>One that was started is found even when its project has become invalid since, or forgot it: it must be stopped somehow.</remarks>
    public static (string? Environment, CommandResult Result) Find(CommandContext context, ProjectOpener opener, string typed, string? named)
    {
        string folder = context.PathOf(typed);
        if (named is not null && WasStarted(folder, named))
        {
            return (named, CommandResult.Passed);
        }

        ProjectLoadResult loaded = opener.Loader.Load(folder, typed);
        ProjectFolder.Tell(loaded, context.Errors);
        return loaded.Project is not { } project ? (null, CommandResult.Invalid)
            : Choose(context, project, named) is { } environment ? (environment, CommandResult.Passed)
            : (null, CommandResult.Usage);
    }

    /// <summary>The environment of a project that has a <c>process:</c>; null after what is wrong was told.</summary>
    public static string? Choose(CommandContext context, ProjectModel project, string? named)
    {
        string[] deployable = [.. project.Environments.Values.Where(each => each.Process is not null).Select(each => each.Name)];
        string? wanted = named is null && deployable.Length == 1 ? deployable[0] : named;
        if (EnvironmentChoice.Choose(context, project.Name, [.. project.Environments.Keys], wanted) is not { } environment)
        {
            return null;
        }

        if (deployable.Contains(environment, StringComparer.Ordinal))
        {
            return environment;
        }

        string others = deployable.Length == 0 ? "None of the project's has one." : $"With one: {string.Join(", ", deployable)}.";
        context.TellError($"{environment} is not an environment of local processes: it has no `process:` in seatrial.yaml. {others}");
        return null;
    }

    private static bool WasStarted(string folder, string environment) =>
        Path.GetFileName(environment) == environment
        && Directory.Exists(Path.Combine(ProjectOpener.DefaultStateFolder(folder), "environments", environment));
}
