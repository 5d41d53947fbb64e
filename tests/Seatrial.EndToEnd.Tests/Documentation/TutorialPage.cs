using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Seatrial.TestKit;

namespace Seatrial.EndToEnd.Tests.Documentation;

/// <summary>A page of <c>docs/flows</c> as what a reader does with it: files to write, lines to type, and what comes of them.</summary>
internal sealed partial record TutorialPage(string Name, ImmutableArray<TutorialPage.Block> Blocks)
{
    /// <summary>A block of the page.</summary>
    /// <param name="Line">Where it begins.</param>
    public abstract record Block(int Line)
    {
        /// <summary>A file that the reader writes.</summary>
        public sealed record File(int Line, string Path, string Text) : Block(Line);

        /// <summary>A line that the reader types.</summary>
        public sealed record Command(int Line, string Text, int ExitCode) : Block(Line);

        /// <summary>What the command before it prints: these lines among others, in this order.</summary>
        public sealed record Output(int Line, string Text) : Block(Line);
    }

    public static IEnumerable<string> Names => Directory.EnumerateFiles(TestPaths.InRepository("docs", "flows"), "*.md")
        .Select(static file => Path.GetFileName(file))
        .Order(StringComparer.Ordinal);

    public static TutorialPage Read(string name)
    {
        string text = System.IO.File.ReadAllText(TestPaths.InRepository("docs", "flows", name));
        return new(name, [.. Fences().Matches(text).SelectMany(match => BlocksOf(name, text[..match.Index], match))]);
    }

    private static IEnumerable<Block> BlocksOf(string page, string before, Match fence)
    {
        int line = before.Count(static c => c == '\n') + 2;
        string text = fence.Groups["text"].Value;
        switch (fence.Groups["language"].Value)
        {
            case "sh":
                return text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select((typed, i) => Typed(line + i, typed));
            case "text":
                return [new Block.Output(line, text)];
            default:
                // A file says its name in its first line, or the sentence before it does.
                Match named = FirstLine().Match(text) is { Success: true } first ? first : LastWords().Match(before);
                Assert.True(named.Success, $"docs/flows/{page}:{line}: nothing says which file this is.");
                return [new Block.File(line, named.Groups["path"].Value, text)];
        }
    }

    private static Block.Command Typed(int line, string typed)
    {
        Match ending = ExitCodeAtEnd().Match(typed);
        return new(
            line,
            (ending.Success ? typed[..ending.Index] : typed.Split(" #")[0]).Trim(),
            ending.Success ? int.Parse(ending.Groups["code"].Value, CultureInfo.InvariantCulture) : 0);
    }

    [GeneratedRegex("^```(?<language>[a-z]+)\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Fences();

    [GeneratedRegex(@"\A# (?<path>\S+\.yaml)\n", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FirstLine();

    [GeneratedRegex(@"`(?<path>[\w/.-]+)`[^`\n]*:\n\n\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LastWords();

    [GeneratedRegex(@"\s+# exit code (?<code>\d+).*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ExitCodeAtEnd();
}
