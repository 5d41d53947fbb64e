using Seatrial.Project.Loading;

namespace Seatrial.Cli.Projects;

/// <summary>Which profile of an environment is meant.</summary>
internal static class ProfileChoice
{
    /// <summary>Finds a profile; false after it was told that there is none of the name.</summary>
    /// <param name="context">Where it is told.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="named">The profile that was named; null when none was.</param>
    /// <param name="profile">The profile; null when none was named.</param>
    public static bool TryChoose(CommandContext context, EnvironmentModel environment, string? named, out ProfileModel? profile)
    {
        profile = null;
        if (named is null || environment.Profiles.TryGetValue(named, out profile))
        {
            return true;
        }

        context.TellError(environment.Profiles.IsEmpty
            ? $"{environment.Name} has no profiles; seatrial.yaml names them under `profiles:` of the environment."
            : $"{environment.Name} has no profile {named}. It has: {string.Join(", ", environment.Profiles.Keys)}.");
        return false;
    }

    /// <summary>The project as a profile has it in one environment.</summary>
    public static ProjectModel Apply(ProjectModel project, string environment, ProfileModel profile) =>
        project with { Environments = project.Environments.SetItem(environment, project.Environments[environment].With(profile)) };
}
