namespace Seatrial.Cli.Projects;

/// <summary>Checks a project and tells what it found.</summary>
internal static class ProjectValidation
{
    public static CommandResult Validate(CommandContext context, string folder, string? json) =>
        throw new NotSupportedException($"{context.PathOf(folder)} {json}");
}
