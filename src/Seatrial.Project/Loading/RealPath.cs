namespace Seatrial.Project.Loading;

/// <summary>Where a path leads once every symbolic link on the way is followed.</summary>
internal static class RealPath
{
    private const int MostLinks = 40;

    /// <exception cref="IOException">The links lead in a circle.</exception>
    public static string Of(string path)
    {
        int links = 0;
        string root = Path.GetPathRoot(path)!;
        Stack<string> open = new(Parts(path[root.Length..]));
        string real = root;
        while (open.TryPop(out string? part))
        {
            if (part == "..")
            {
                real = Path.GetDirectoryName(real) ?? root;
                continue;
            }

            string next = Path.Combine(real, part);
            if (new FileInfo(next).LinkTarget is not { } target)
            {
                real = next;
                continue;
            }

            if (++links > MostLinks)
            {
                throw new IOException($"{path} has too many symbolic links.");
            }

            if (Path.IsPathRooted(target))
            {
                real = Path.GetPathRoot(target)!;
                target = target[real.Length..];
            }

            foreach (string step in Parts(target))
            {
                open.Push(step);
            }
        }

        return real;
    }

    /// <summary>The parts of a path, the last first.</summary>
    private static IEnumerable<string> Parts(string path) =>
        path.Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries).Where(p => p != ".").Reverse();
}
