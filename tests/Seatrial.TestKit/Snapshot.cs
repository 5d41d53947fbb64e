using System.Runtime.CompilerServices;
using Xunit;

namespace Seatrial.TestKit;

/// <summary>
/// Golden files: <c>Snapshots/{Class}.{name}.txt</c> beside the test's source. <c>UPDATE_SNAPSHOTS=1</c> writes them;
/// review the difference like code. Without it a missing file fails, so a snapshot cannot pass unseen.
/// </summary>
public static class Snapshot
{
    private static bool Updating => Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1";

    /// <summary>Compares <paramref name="actual"/> with the golden file, line by line; line endings do not count.</summary>
    /// <param name="actual">The text, with whatever varies between runs already replaced.</param>
    /// <param name="name">Tells apart several snapshots of one test; the test method's name by default.</param>
    /// <param name="extension">The golden file's extension, for editors.</param>
    /// <param name="sourceFile">Filled in by the compiler.</param>
    public static void Match(
        string actual,
        [CallerMemberName] string name = "",
        string extension = "txt",
        [CallerFilePath] string sourceFile = "")
    {
        var className = Path.GetFileNameWithoutExtension(sourceFile);
        var folder = Path.Combine(Path.GetDirectoryName(sourceFile)!, "Snapshots");
        var path = Path.Combine(folder, $"{className}.{name}.{extension}");
        var text = Normalize(actual);

        if (Updating)
        {
            Directory.CreateDirectory(folder);
            File.WriteAllText(path, text);
            return;
        }

        if (!File.Exists(path))
        {
            Assert.Fail($"No snapshot {path}. UPDATE_SNAPSHOTS=1 ./test writes it. The text was:\n{text}");
        }

        var expected = Normalize(File.ReadAllText(path));
        if (expected != text)
        {
            Assert.Fail(Difference(path, expected, text));
        }
    }

    private static string Normalize(string text) =>
        text.Replace("\r\n", "\n", StringComparison.Ordinal).TrimEnd('\n') + "\n";

    private static string Difference(string path, string expected, string actual)
    {
        var before = expected.Split('\n');
        var after = actual.Split('\n');
        var line = Enumerable.Range(0, Math.Max(before.Length, after.Length))
            .First(i => i >= before.Length || i >= after.Length || before[i] != after[i]);

        return $"""
            {path} differs from line {line + 1} on:
              expected: {before.ElementAtOrDefault(line) ?? "(end of file)"}
              actual:   {after.ElementAtOrDefault(line) ?? "(end of text)"}
            If the new text is right, UPDATE_SNAPSHOTS=1 ./test rewrites it. All of it:
            {actual}
            """;
    }
}
