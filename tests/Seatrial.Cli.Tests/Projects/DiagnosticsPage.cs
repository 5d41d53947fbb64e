using System.Text.RegularExpressions;
using Seatrial.TestKit;

namespace Seatrial.Cli.Tests.Projects;

/// <summary>The page of diagnostics, read as what it promises: by code, an example that causes it.</summary>
internal static partial class DiagnosticsPage
{
    public static string Text { get; } =
        File.ReadAllText(TestPaths.InRepository("docs", "reference", "diagnostics.md")).ReplaceLineEndings("\n");

    /// <summary>What stands below each code's heading.</summary>
    public static IReadOnlyDictionary<string, string> Sections { get; } =
        Section().Split(Text).Skip(1).Chunk(2).ToDictionary(part => part[0], part => part[1], StringComparer.Ordinal);

    /// <summary>The blocks before the first code: what stands beside every example.</summary>
    public static IReadOnlyList<Example> Common { get; } = ExamplesIn(Section().Split(Text)[0]);

    public static IReadOnlyList<Example> ExamplesIn(string section) =>
        [.. Block().Matches(section).Select(m => new Example(m.Groups["language"].Value, m.Groups["text"].Value))];

    [GeneratedRegex("^### (?<code>ST[0-9]{4})\n", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Section();

    [GeneratedRegex("^```(?<language>[a-z]+)\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Block();

    /// <summary>A fenced block: a file, whose first line is a comment that names it, or a script.</summary>
    internal sealed record Example(string Language, string Text)
    {
        public bool IsScript => Language == "sh";

        public string File => Text.StartsWith("# ", StringComparison.Ordinal) ? Text[2..Text.IndexOf('\n', StringComparison.Ordinal)] : string.Empty;
    }
}
