using System.Collections.Immutable;
using Seatrial.Project.Loading;

namespace Seatrial.Cli.Projects;

/// <summary>Why a project has no flows: where they are looked for, and what was probably meant as one.</summary>
internal static class FlowSearch
{
    private const int Most = 5;
    private const int MostLinesRead = 50;

    private static readonly EnumerationOptions Below = new()
    {
        AttributesToSkip = FileAttributes.Hidden | FileAttributes.ReparsePoint,
        IgnoreInaccessible = true,
        RecurseSubdirectories = true,
        MaxRecursionDepth = 4,
    };

    /// <summary>Lines that say so.</summary>
    public static ImmutableArray<string> Explain(string project, string folder)
    {
        ImmutableArray<string> meant = NearMisses(folder);
        string rule = $"{project} has no flows. A flow is a file whose name ends in {ProjectLoader.FlowSuffix}, beside {ProjectLoader.ProjectFile} or anywhere below flows/.";
        return meant.IsEmpty ? [rule] : [rule, $"  not taken for one: {string.Join(", ", meant)}"];
    }

    /// <summary>Files that look like flows and are not named or placed like one.</summary>
    public static ImmutableArray<string> NearMisses(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "*", Below)
            .Where(path => Path.GetExtension(path).ToLowerInvariant() is ".yaml" or ".yml")
            .Select(path => (Path: path, Name: Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/')))
            .Where(file => file.Name != ProjectLoader.ProjectFile && LooksLikeFlow(file.Path, file.Name))
            .Select(file => file.Name)
            .Order(StringComparer.Ordinal)
            .Take(Most),
    ];

    private static bool LooksLikeFlow(string path, string name)
    {
        if (name.StartsWith("flows/", StringComparison.Ordinal) || name.Contains(".flow.", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        try
        {
            return File.ReadLines(path).Take(MostLinesRead).Any(line => line.StartsWith("flow:", StringComparison.Ordinal));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
