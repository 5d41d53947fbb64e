using System.Text.RegularExpressions;
using Seatrial.TestKit;

namespace Seatrial.Cli.Tests.Projects;

/// <summary>Every example in <c>docs/reference/diagnostics.md</c> causes the diagnostic it stands for, as the command tells it.</summary>
public sealed partial class DiagnosticsPageTests
{
    public static TheoryData<string> Codes => [.. DiagnosticsPage.Sections.Keys];

    [Fact]
    public async Task The_common_project_is_sound()
    {
        using TempFolder folder = new();
        await WriteAsync(folder, DiagnosticsPage.Common);

        Assert.Single(DiagnosticsPage.Common);
        Assert.Empty(await ToldAsync(folder));
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task The_example_causes_it(string code)
    {
        string section = DiagnosticsPage.Sections[code];
        IReadOnlyList<DiagnosticsPage.Example> examples = DiagnosticsPage.ExamplesIn(section);
        using TempFolder folder = new();
        await WriteAsync(folder, [.. DiagnosticsPage.Common, .. examples]);

        HashSet<string> told = await ToldAsync(folder);

        string expected = $"{(section.StartsWith("\n**Warning.** ", StringComparison.Ordinal) ? "warning" : "error")} {code}";
        Assert.NotEmpty(examples);
        Assert.Contains("\nWay out: ", section, StringComparison.Ordinal);
        if (examples.Any(e => e.IsScript))
        {
            Assert.Contains(expected, told);
        }
        else
        {
            Assert.Equal([expected], told);
        }
    }

    private static async Task WriteAsync(TempFolder folder, IEnumerable<DiagnosticsPage.Example> examples)
    {
        foreach (DiagnosticsPage.Example example in examples)
        {
            if (example.IsScript)
            {
                ProcessResult result = await ChildProcess.RunAsync("sh", ["-c", example.Text], TestContext.Current.CancellationToken, folder.Root);
                Assert.Equal(0, result.ExitCode);
                continue;
            }

            Assert.EndsWith(".yaml", example.File, StringComparison.Ordinal);
            folder.Write(example.File, example.Text);
        }
    }

    /// <summary>Severity and code of what the command tells: <c>deploy</c> of a release, <c>import</c> of what is imported, <c>seed mask</c> of rules for it, <c>validate</c> of anything else. Each message is a sentence.</summary>
    private static async Task<HashSet<string>> ToldAsync(TempFolder folder)
    {
        using CommandHarness harness = new(folder.Root);
        string? imported = Directory.EnumerateFileSystemEntries(folder.Root).FirstOrDefault(static f => Path.GetExtension(f) is ".har" or ".curl");
        string[] arguments = imported is not null ? ["import", Path.GetExtension(imported)[1..], Path.GetFileName(imported)]
            : File.Exists(folder.At("mask.yaml")) ? ["seed", "mask", "--rules", "mask.yaml", "--from", "postgres://127.0.0.1:1/none", "--to", "postgres://127.0.0.1:1/other"]
            : File.Exists(folder.At("release.yaml")) ? ["deploy", "release.yaml", "--env", "local"] : ["validate"];
        await harness.InvokeAsync(arguments);
        MatchCollection diagnostics = Told().Matches(harness.People + harness.Errors);
        Assert.All(diagnostics, d => Assert.Matches(@"^[^a-z].*\.$", d.Groups["message"].Value));
        return diagnostics.Select(d => d.Groups["told"].Value).ToHashSet(StringComparer.Ordinal);
    }

    [GeneratedRegex("^[^ ].*: (?<told>(error|warning) ST[0-9]{4}): (?<message>.*)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking, 1000)]
    private static partial Regex Told();
}
