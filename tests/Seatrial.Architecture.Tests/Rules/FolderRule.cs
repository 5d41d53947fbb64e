using System.Text.RegularExpressions;

namespace Seatrial.Architecture.Tests.Rules;

/// <summary>Folders are features: at most two levels under a project, no folders of leftovers, namespace = folder.</summary>
internal static partial class FolderRule
{
    private const int MostLevels = 2;

    private static readonly HashSet<string> Forbidden = new(StringComparer.OrdinalIgnoreCase)
    {
        "Interfaces", "Services", "Models", "Helpers", "Exceptions", "Utils", "Utilities", "Common", "Misc", "Shared",
    };

    /// <summary>Of C# files under src/, tests/ and benchmarks/, whose second folder is the project.</summary>
    public static IEnumerable<string> Violations(SourceFile file)
    {
        var inside = file.Folders.Skip(2).ToList();
        foreach (var folder in inside.Where(Forbidden.Contains))
        {
            yield return $"{file.Path}: {folder}/ says what kind of type lives there, not what it is for";
        }

        if (inside.Count > MostLevels)
        {
            yield return $"{file.Path}: {inside.Count} folders deep, {MostLevels} at most";
        }
    }

    /// <summary>Of C# files under src/. A file of top-level statements or assembly attributes has no namespace.</summary>
    public static IEnumerable<string> Namespace(SourceFile file)
    {
        var expected = string.Join('.', file.Folders.Skip(1));
        foreach (Match declared in NamespaceLine().Matches(file.Text))
        {
            if (declared.Groups["name"].Value != expected)
            {
                yield return $"{file.Path}: namespace {declared.Groups["name"].Value}, its folder says {expected}";
            }
        }
    }

    [GeneratedRegex(@"^namespace\s+(?<name>[\w.]+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking, 1000)]
    private static partial Regex NamespaceLine();
}
