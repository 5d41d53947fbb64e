namespace Seatrial.Cli.Runs;

/// <summary>Checks where reports are to go before there is anything to report.</summary>
internal static class ReportTargets
{
    /// <summary>Whether each can be written, as far as can be known; what is wrong is told.</summary>
    public static bool Check(CommandContext context, IReadOnlyCollection<ReportTarget> targets)
    {
        Dictionary<string, string> taken = new(StringComparer.Ordinal);
        foreach (ReportTarget target in targets)
        {
            string path = target.File == "-" ? "-" : context.PathOf(target.File);
            string? problem = taken.TryGetValue(path, out _)
                ? path == "-" ? "Two reports would go to standard output" : $"Two reports would go to {target.File}"
                : ProblemOf(target.File, path);
            if (problem is not null)
            {
                context.TellError($"{problem}; name another file.");
                return false;
            }

            taken[path] = target.File;
        }

        return true;
    }

    private static string? ProblemOf(string typed, string path)
    {
        if (path == "-")
        {
            return null;
        }

        if (Directory.Exists(path) || Path.EndsInDirectorySeparator(typed))
        {
            return $"The report {typed} cannot be written: that is a folder";
        }

        string? parent = Path.GetDirectoryName(path);
        while (parent is not null && !Directory.Exists(parent))
        {
            if (File.Exists(parent))
            {
                return $"The report {typed} cannot be written: {parent} is a file, not a folder";
            }

            parent = Path.GetDirectoryName(parent);
        }

        return null;
    }
}
