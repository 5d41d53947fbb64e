using System.Text.RegularExpressions;
using Seatrial.TestKit;

namespace Seatrial.EndToEnd.Tests.Documentation;

/// <summary>Does what each page of <c>docs/flows</c> tells its reader to do, in the same order, and sees what the page shows.</summary>
public sealed partial class TutorialTests(TutorialShop shop) : IClassFixture<TutorialShop>
{
    /// <summary>What a reader's machine is prepared with; the fixture has done the same.</summary>
    private static readonly string[] Preparations = ["./seatrial demo", "alias seatrial=", "cd ", "mkdir "];

    /// <summary>The address of the gateway on every page.</summary>
    private const string GatewayOnPages = "http://127.0.0.1:8080";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Pages => [.. TutorialPage.Names];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task User_can_follow_the_page(string name)
    {
        TutorialPage page = TutorialPage.Read(name);
        using TempFolder own = new();
        bool hasProject = page.Blocks.OfType<TutorialPage.Block.File>().Any(static f => f.Path == "seatrial.yaml");
        string folder = hasProject ? own.Root : shop.Folder;
        Directory.Delete(Path.Combine(shop.Folder, "flows"), recursive: true);
        Directory.CreateDirectory(Path.Combine(shop.Folder, "flows"));
        ProcessResult? last = null;
        foreach (TutorialPage.Block block in page.Blocks)
        {
            string place = $"docs/flows/{name}:{block.Line}";
            switch (block)
            {
                case TutorialPage.Block.File file:
                    string path = Path.Combine(folder, file.Path);
                    Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                    await File.WriteAllTextAsync(path, file.Text.Replace(GatewayOnPages, shop.Gateway, StringComparison.Ordinal), Token);
                    break;
                case TutorialPage.Block.Command command when !Preparations.Any(p => command.Text.StartsWith(p, StringComparison.Ordinal)):
                    last = await TypeAsync(command.Text, folder);
                    Assert.True(last.ExitCode == command.ExitCode, $"{place}: expected exit code {command.ExitCode}\n{last}");
                    break;
                case TutorialPage.Block.Output output:
                    AssertPrinted(output.Text, last!, place);
                    break;
            }
        }
    }

    private static void AssertPrinted(string shown, ProcessResult result, string place)
    {
        string printed = $"{result.Output}\n{result.Error}".ReplaceLineEndings("\n");
        int from = 0;
        foreach (string line in shown.Split('\n').Select(static l => l.Trim()).Where(static l => l.Length > 0))
        {
            // An ellipsis is anything; a number, a time or the address is whatever it is today.
            string pattern = Numbers().Replace(Spaces().Replace(line, " ").Replace("…", "\u0001", StringComparison.Ordinal), "\u0002");
            pattern = Regex.Escape(pattern).Replace("\u0002\\ ms", "\u0002\\ m?s", StringComparison.Ordinal)
                .Replace("\u0001", ".*", StringComparison.Ordinal)
                .Replace("\u0002", @"[\d.,-]+", StringComparison.Ordinal)
                .Replace(@"\ ", " +", StringComparison.Ordinal);
            Match found = new Regex(pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(5)).Match(printed, from);
            Assert.True(found.Success, $"{place}: this is not printed (any more), or not in this order:\n{line}\n\nPrinted:\n{printed}");
            from = found.Index + found.Length;
        }
    }

    /// <summary>A line as a shell would take it: words, in quotes or not, and perhaps input from a <c>printf</c>.</summary>
    private async Task<ProcessResult> TypeAsync(string line, string folder)
    {
        Assert.Matches("^(printf '[^']*' \\| )?seatrial ", line);
        return await ChildProcess.RunAsync(
            "/bin/sh",
            ["-c", line],
            Token,
            workingDirectory: folder,
            environment: new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["SEATRIAL_HOME"] = TestPaths.RepositoryRoot,
                ["PATH"] = $"{Path.GetDirectoryName(TestPaths.PublishedCommand)}:{Environment.GetEnvironmentVariable("PATH")}",
                ["GATEWAY"] = shop.Gateway,
            },
            within: Patience);
    }

    [GeneratedRegex(" +", RegexOptions.None, 1000)]
    private static partial Regex Spaces();

    [GeneratedRegex(@"\d[\d.,]*\d|\d", RegexOptions.None, 1000)]
    private static partial Regex Numbers();
}
