using Seatrial.Architecture.Tests.Rules;
using Seatrial.TestKit;

namespace Seatrial.Architecture.Tests;

public sealed class TextTests
{
    private static IEnumerable<SourceFile> Code => Repository.Files.Where(f => f.IsHandWrittenCSharp);

    [Fact]
    public void No_regions() => Repository.AssertNone(Code.SelectMany(TextRule.Regions), "Split the file instead.");

    [Fact]
    public void No_loose_ends() =>
        Repository.AssertNone(Code.SelectMany(TextRule.LooseEnds), "Finish it, or open an issue and give its number.");

    [Fact]
    public void Nothing_is_left_unimplemented() =>
        Repository.AssertNone(Repository.Product.SelectMany(TextRule.NotImplemented), "Implement or remove it.");

    [Fact]
    public void Names_say_what_a_type_is() =>
        Repository.AssertNone(Repository.Product.SelectMany(TextRule.VagueNames), "Use a noun of the glossary.");

    [Fact]
    public void Tests_do_not_sleep() =>
        Repository.AssertNone(
            Repository.Tests.SelectMany(TextRule.Sleeps),
            $"Wait for the thing itself (docs/testing.md); a peer that must be slow says '{TextRule.SlowOnPurpose} why'.");

    [Fact]
    public void Nothing_names_a_path_of_one_machine()
    {
        // This checkout and its neighbours: the paths that slip into a file by copy and paste.
        var root = new DirectoryInfo(TestPaths.RepositoryRoot);
        var places = root.Parent!.EnumerateDirectories()
            .Where(d => d.FullName.Count(c => c == Path.DirectorySeparatorChar) > 1)
            .Select(d => d.FullName + "/")
            .ToList();

        Repository.AssertNone(
            Repository.Files.Where(f => f.IsText).SelectMany(f => TextRule.Mentions(f, places)),
            "Use a path from the repository root.");
    }

    [Fact]
    public void Links_in_documents_lead_somewhere()
    {
        var documents = Repository.Files.Where(f => f.Path.EndsWith(".md", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(documents);
        Repository.AssertNone(
            documents.SelectMany(d => LinkRule.Violations(d, path => Path.Exists(TestPaths.InRepository(path)))),
            "Mend the link.");
    }

    [Fact]
    public void Rejects_a_region() => Assert.Single(TextRule.Regions(Sample($"    {"#"}region Fields")));

    [Fact]
    public void Rejects_a_loose_end() => Assert.Single(TextRule.LooseEnds(Sample($"// {"TO" + "DO"}: later")));

    [Fact]
    public void Accepts_a_loose_end_with_an_issue() => Assert.Empty(TextRule.LooseEnds(Sample($"// {"TO" + "DO"} #12: later")));

    [Fact]
    public void Rejects_the_unimplemented() =>
        Assert.Single(TextRule.NotImplemented(Sample("// throw new NotImplementedException();")));

    [Theory]
    [InlineData("internal sealed class RunManager")]
    [InlineData("public static class StringHelper")]
    public void Rejects_a_vague_name(string line) => Assert.Single(TextRule.VagueNames(Sample(line)));

    [Fact]
    public void Accepts_a_name_that_only_contains_one() =>
        Assert.Empty(TextRule.VagueNames(Sample("internal sealed class ManagerialReview")));

    [Theory]
    [InlineData("await Task", ".Delay(100);")]
    [InlineData("Thread", ".Sleep(100);")]
    public void Rejects_a_sleep(string start, string end) => Assert.Single(TextRule.Sleeps(Sample(start + end)));

    [Fact]
    public void Accepts_a_peer_that_is_slow_on_purpose() =>
        Assert.Empty(TextRule.Sleeps(Sample($"{TextRule.SlowOnPurpose} the deadline must win\nawait {"Task"}.Delay(100);")));

    [Theory]
    [InlineData("see /home", "/ada/x")]
    [InlineData(@"at C:", @"\Users\ada")]
    [InlineData("cd ", "/checkouts/seatrial/src")]
    public void Rejects_a_path_of_one_machine(string start, string end) =>
        Assert.Single(TextRule.Mentions(Sample(start + end), ["/checkouts/seatrial/"]));

    [Fact]
    public void Rejects_a_link_that_leads_nowhere() =>
        Assert.Equal(
            ["docs/a.md: (../gone.md) leads nowhere"],
            LinkRule.Violations(
                new SourceFile("docs/a.md", "[b](b.md#part) [site](https://example.com) [gone](../gone.md)"),
                path => path == "docs/b.md"),
            StringComparer.Ordinal);

    private static SourceFile Sample(string text) => new("tests/X.Tests/Y.cs", text);
}
