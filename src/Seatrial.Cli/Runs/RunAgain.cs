namespace Seatrial.Cli.Runs;

/// <summary>The line that runs flows again, as it works when pasted where the user stands.</summary>
internal static class RunAgain
{
    /// <summary>Its beginning: the command as it was called, and the project as it was typed.</summary>
    public static string Beginning(CommandContext context, string project) =>
        project == "." ? context.Paste("run") : context.Paste("run", project);
}
