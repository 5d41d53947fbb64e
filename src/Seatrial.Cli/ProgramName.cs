namespace Seatrial.Cli;

/// <summary>What the user typed to start this program, so that lines to paste work where they stand.</summary>
internal static class ProgramName
{
    public const string Default = "seatrial";

    /// <summary>Where the launcher script says how it was called.</summary>
    private const string Variable = "SEATRIAL_COMMAND";

    /// <summary>The name; one found on the PATH needs no folder.</summary>
    public static string Current() => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } called
        ? Of(called, Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
        : Default;

    internal static string Of(string called, string path)
    {
        bool isOnPath = Path.GetDirectoryName(called) is { Length: > 0 } folder
            && path.Split(Path.PathSeparator).Contains(folder, StringComparer.Ordinal);
        return isOnPath ? Path.GetFileName(called) : called;
    }
}
