namespace Seatrial.Cli.Runs;

/// <summary>Where a project's own journal lies.</summary>
internal static class JournalFile
{
    /// <summary>The journal of a project's folder.</summary>
    public static string Of(string folder) => Path.Combine(folder, ".seatrial", "journal.db");
}
