namespace Seatrial.Flows.Exec;

/// <summary>Finds the program of a command, so that a missing one is told as such.</summary>
internal static class ProgramPath
{
    private static readonly string[] Endings = OperatingSystem.IsWindows() ? [".exe", ".com", string.Empty] : [string.Empty];

    /// <summary>The program's path: of a name, in <c>PATH</c>; of what has a slash, from the folder on.</summary>
    /// <returns>Null when there is none that can be executed.</returns>
    public static string? Find(string program, string folder)
    {
        if (program.Contains('/', StringComparison.Ordinal) || Path.IsPathRooted(program))
        {
            return Endings.Select(ending => Path.GetFullPath(program + ending, folder)).FirstOrDefault(CanExecute);
        }

        return (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Where(Path.IsPathRooted)
            .SelectMany(directory => Endings.Select(ending => Path.Combine(directory, program + ending)))
            .FirstOrDefault(CanExecute);
    }

    private static bool CanExecute(string path) =>
        File.Exists(path)
        && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != UnixFileMode.None);
}
