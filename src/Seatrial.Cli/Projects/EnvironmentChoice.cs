namespace Seatrial.Cli.Projects;

/// <summary>Which environment is meant, in the same words wherever it is said.</summary>
internal static class EnvironmentChoice
{
    /// <summary>The environment; null after what is wrong with the name was told.</summary>
    /// <param name="context">Where it is told.</param>
    /// <param name="project">The project.</param>
    /// <param name="environments">Those it has.</param>
    /// <param name="named">The one that was named; null when none was: it may be left out when there is only one.</param>
    public static string? Choose(CommandContext context, string project, IReadOnlyCollection<string> environments, string? named)
    {
        if (named is null ? environments.Count == 1 : environments.Contains(named, StringComparer.Ordinal))
        {
            return named ?? environments.First();
        }

        context.TellError(environments.Count == 0
            ? $"The project {project} has no environment yet; seatrial.yaml names them under `environments:`."
            : named is null
                ? $"Say which environment: --env {string.Join(" or --env ", environments)}."
                : $"The project {project} has no environment {named}. It has: {string.Join(", ", environments)}.");
        return null;
    }
}
