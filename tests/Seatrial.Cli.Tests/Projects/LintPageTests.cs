using System.Text.RegularExpressions;
using Seatrial.Project.Linting;
using Seatrial.TestKit;

namespace Seatrial.Cli.Tests.Projects;

/// <summary>Every example in <c>docs/reference/lint.md</c> causes the finding it stands for, and no rule is left out.</summary>
public sealed partial class LintPageTests
{
    private static readonly string Text = File.ReadAllText(TestPaths.InRepository("docs", "reference", "lint.md")).ReplaceLineEndings("\n");

    private static readonly string Common = Block().Matches(Text).Select(static m => m.Groups["text"].Value).First(static t => t.StartsWith("# seatrial.yaml\n", StringComparison.Ordinal));

    private static readonly Dictionary<string, string> Sections =
        Section().Split(Text).Skip(1).Chunk(2).ToDictionary(static part => part[0], static part => part[1], StringComparer.Ordinal);

    public static TheoryData<string> Codes => [.. Sections.Keys];

    [Fact]
    public void Every_rule_has_a_section() => Assert.Equal([.. LintRules.Codes, "ST2090"], Sections.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task The_example_causes_it(string code)
    {
        string example = Assert.Single(Block().Matches(Sections[code])).Groups["text"].Value;
        using TempFolder folder = new();
        folder.Write("seatrial.yaml", Common);
        folder.Write(example[2..example.IndexOf('\n', StringComparison.Ordinal)], example);
        using CommandHarness harness = new(folder.Root);

        int exitCode = await harness.InvokeAsync("lint");

        bool isError = Sections[code].StartsWith("\n**Error.** ", StringComparison.Ordinal);
        Assert.Equal([$"{(isError ? "error" : "warning")} {code}"], Told().Matches(harness.People).Select(static m => m.Groups["told"].Value));
        Assert.Equal(isError ? 3 : 0, exitCode);
        Assert.Contains("\nWay out: ", Sections[code], StringComparison.Ordinal);
    }

    [GeneratedRegex("^### (?<code>ST[0-9]{4})\n", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Section();

    [GeneratedRegex("^```yaml\n(?<text># .*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Block();

    [GeneratedRegex("^[^ ].*: (?<told>(error|warning) ST[0-9]{4}): [^a-z].*\\.$", RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking, 1000)]
    private static partial Regex Told();
}
