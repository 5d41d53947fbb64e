using System.IO.Enumeration;

namespace Seatrial.Flows.Exec;

/// <summary>The files of a pattern, as they were before a command ran: one that it did not write tells of an earlier run.</summary>
internal sealed class ResultFiles
{
    private const int MostFiles = 500;
    private const int Deepest = 16;
    private readonly string _folder;
    private readonly Dictionary<string, (DateTime Written, long Length)> _before;

    private ResultFiles(string folder, string pattern)
    {
        _folder = folder;
        Pattern = pattern;
        _before = Find().ToDictionary(static file => file.FullName, static file => (file.LastWriteTimeUtc, file.Length), StringComparer.Ordinal);
    }

    public string Pattern { get; }

    public static ResultFiles Before(string folder, string pattern) => new(folder, pattern);

    /// <summary>Whether a path leads through a link.</summary>
    public static bool LeavesFolder(string root, string path)
    {
        for (string? part = path; part is not null && part.Length > root.Length; part = Path.GetDirectoryName(part))
        {
            if (new FileInfo(part).LinkTarget is not null)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The files that the command wrote, in the order of their names.</summary>
    /// <exception cref="TestResultsException">There are none, or too many.</exception>
    public IReadOnlyList<FileInfo> Written()
    {
        FileInfo[] all = [.. Find().OrderBy(static file => file.FullName, StringComparer.Ordinal)];
        FileInfo[] written = [.. all.Where(file => !_before.TryGetValue(file.FullName, out var before) || before != (file.LastWriteTimeUtc, file.Length))];
        return written.Length switch
        {
            0 when all.Length > 0 => throw new TestResultsException($"{Pattern} was there before the command began, and the command did not write it"),
            0 => throw new TestResultsException($"the command wrote no file {Pattern}"),
            > MostFiles => throw new TestResultsException($"the command wrote more than {MostFiles} files {Pattern}"),
            _ => written,
        };
    }

    private IEnumerable<FileInfo> Find() => Find(_folder, Pattern.Split('/'), 0);

    private static IEnumerable<FileInfo> Find(string folder, ReadOnlyMemory<string> parts, int depth)
    {
        if (!Directory.Exists(folder) || depth > Deepest)
        {
            return [];
        }

        string part = parts.Span[0];
        ReadOnlyMemory<string> rest = parts[1..];
        if (rest.IsEmpty)
        {
            return Entries(folder, part == "**" ? "*" : part).OfType<FileInfo>();
        }

        IEnumerable<FileInfo> below = Entries(folder, part == "**" ? "*" : part).OfType<DirectoryInfo>()
            .SelectMany(directory => Find(directory.FullName, part == "**" ? parts : rest, depth + 1));
        return part == "**" ? Find(folder, rest, depth + 1).Concat(below) : below;
    }

    /// <summary>Links are not followed: what they lead to is not the project's.</summary>
    private static IEnumerable<FileSystemInfo> Entries(string folder, string pattern) =>
        new DirectoryInfo(folder).EnumerateFileSystemInfos()
            .Where(entry => entry.LinkTarget is null && FileSystemName.MatchesSimpleExpression(pattern, entry.Name, ignoreCase: false));
}
