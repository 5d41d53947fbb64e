using Seatrial.TestKit;

namespace Seatrial.Architecture.Tests;

/// <summary>The files of this checkout that a person wrote.</summary>
internal static class Repository
{
    private static readonly HashSet<string> NotOurs = new(StringComparer.Ordinal)
    {
        ".git", ".seatrial", ".vs", ".idea", "artifacts", "bin", "obj", "node_modules", "TestResults",
        "BenchmarkDotNet.Artifacts",
    };

    public static IReadOnlyList<SourceFile> Files { get; } =
        [.. Walk(new DirectoryInfo(TestPaths.RepositoryRoot)).OrderBy(f => f.Path, StringComparer.Ordinal)];

    public static IReadOnlyList<SourceFile> Product { get; } =
        [.. Files.Where(f => f.Path.StartsWith("src/", StringComparison.Ordinal) && f.IsHandWrittenCSharp)];

    public static IReadOnlyList<SourceFile> Tests { get; } =
        [.. Files.Where(f => f.Path.Contains(".Tests/", StringComparison.Ordinal) && f.IsHandWrittenCSharp)];

    public static IReadOnlyList<ProjectFile> Projects { get; } =
        [.. Files.Where(f => f.Path.EndsWith(".csproj", StringComparison.Ordinal)).Select(ProjectFile.Parse)];

    public static IReadOnlyList<ProjectFile> ProductProjects { get; } =
        [.. Projects.Where(p => p.Path.StartsWith("src/", StringComparison.Ordinal))];

    /// <summary>Fails with every violation at once, and with what to do about them.</summary>
    public static void AssertNone(IEnumerable<string> violations, string advice)
    {
        var all = violations.ToList();
        if (all.Count > 0)
        {
            Assert.Fail($"{all.Count} violation(s). {advice}\n  {string.Join("\n  ", all)}");
        }
    }

    private static IEnumerable<SourceFile> Walk(DirectoryInfo folder)
    {
        foreach (var file in folder.EnumerateFiles().Where(f => f.LinkTarget is null && f.Name != ".git"))
        {
            var path = Path.GetRelativePath(TestPaths.RepositoryRoot, file.FullName).Replace('\\', '/');
            yield return new SourceFile(path, () => File.ReadAllText(file.FullName));
        }

        foreach (var below in folder.EnumerateDirectories().Where(d => d.LinkTarget is null && !NotOurs.Contains(d.Name)))
        {
            foreach (var file in Walk(below))
            {
                yield return file;
            }
        }
    }
}
