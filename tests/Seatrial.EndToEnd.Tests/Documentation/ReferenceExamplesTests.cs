using System.Text.RegularExpressions;
using Seatrial.TestKit;

namespace Seatrial.EndToEnd.Tests.Documentation;

/// <summary>Runs those flows of <c>docs/reference</c> against the shop that are about it, as they stand on the page. All others are validated.</summary>
public sealed partial class ReferenceExamplesTests(TutorialShop shop) : IClassFixture<TutorialShop>
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("boundaries.md", "Orders belong to their buyer")]
    [InlineData("boundaries.md", "The back office is for the back office")]
    [InlineData("cleanup.md", "A guest orders")]
    [InlineData("composing-flows.md", "A shopper looks around")]
    [InlineData("composing-flows.md", "Every price has a currency")]
    [InlineData("composing-flows.md", "Search")]
    [InlineData("configuration.md", "Prices in German")]
    public async Task The_example_passes(string page, string name)
    {
        string text = await File.ReadAllTextAsync(TestPaths.InRepository("docs", "reference", page), Token);
        string example = Assert.Single(Blocks().Matches(text).Select(static b => b.Groups["text"].Value), b => b.StartsWith($"flow: {name}\n", StringComparison.Ordinal) || b.StartsWith($"boundary: {name}\n", StringComparison.Ordinal));
        string flows = Path.Combine(shop.Folder, "flows");
        Directory.Delete(flows, recursive: true);
        Directory.CreateDirectory(flows);
        await File.WriteAllTextAsync(Path.Combine(flows, "example.flow.yaml"), example, Token);

        ProcessResult run = await ChildProcess.RunAsync(
            TestPaths.PublishedCommand,
            ["run", ".", "--env", "local"],
            Token,
            workingDirectory: shop.Folder,
            environment: new Dictionary<string, string?>(StringComparer.Ordinal) { ["SEATRIAL_HOME"] = TestPaths.RepositoryRoot },
            within: Patience);

        Assert.True(run.ExitCode == 0, run.ToString());
    }

    [GeneratedRegex("^```yaml\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Blocks();
}
