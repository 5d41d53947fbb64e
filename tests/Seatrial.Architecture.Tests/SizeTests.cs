using Seatrial.Architecture.Tests.Rules;

namespace Seatrial.Architecture.Tests;

public sealed class SizeTests
{
    private static readonly IReadOnlyDictionary<string, string> Allowed = SizeRule.ParseAllowed(
        Repository.Files.Single(f => f.Path == "tests/Seatrial.Architecture.Tests/large-files.txt").Text);

    [Fact]
    public void No_file_is_too_long() =>
        Repository.AssertNone(
            SizeRule.TooLong(Repository.Product, Allowed),
            $"Split it by what it is about, or give the reason in large-files.txt ({SizeRule.Most} lines at most).");

    [Fact]
    public void Most_files_are_short()
    {
        Assert.NotEmpty(Repository.Product);
        Repository.AssertNone(SizeRule.Spread(Repository.Product), "Files grew; look for the ones with two subjects.");
    }

    [Fact]
    public void Every_allowed_file_still_needs_it() =>
        Repository.AssertNone(
            Allowed.Keys.Where(path => !Repository.Product.Any(f => f.Path == path && f.Lines.Length > SizeRule.Most)),
            "Remove its line from large-files.txt.");

    [Fact]
    public void No_constructor_takes_too_many() =>
        Repository.AssertNone(
            Repository.Product.SelectMany(ConstructorRule.Violations),
            $"A class with more than {ConstructorRule.Most} dependencies is two classes.");

    [Fact]
    public void Rejects_a_long_file() => Assert.Single(SizeRule.TooLong([OfLength(501)], SizeRule.ParseAllowed("")));

    [Fact]
    public void Accepts_a_long_file_with_a_reason() =>
        Assert.Empty(SizeRule.TooLong([OfLength(501)], SizeRule.ParseAllowed("src/X/Y.cs  a generated table")));

    [Fact]
    public void Rejects_a_long_file_without_a_reason() =>
        Assert.Single(SizeRule.TooLong([OfLength(501)], SizeRule.ParseAllowed("# note\nsrc/X/Y.cs\n")));

    [Fact]
    public void Rejects_a_high_median() => Assert.Single(SizeRule.Spread([OfLength(10), OfLength(81), OfLength(82)]));

    [Fact]
    public void Rejects_a_long_tail() =>
        Assert.Single(SizeRule.Spread([.. Enumerable.Repeat(OfLength(10), 8), OfLength(251), OfLength(251)]));

    [Fact]
    public void Accepts_files_on_the_line() => Assert.Empty(SizeRule.Spread([OfLength(80), OfLength(250)]));

    [Theory]
    [InlineData("class X(int a, int b, int c, int d, int e, int f, int g, Dictionary<int, int> h);")]
    [InlineData("class X { public X(int a, int b, int c, int d, int e, int f, int g, int h) { } }")]
    public void Rejects_a_constructor_of_eight(string text) =>
        Assert.Single(ConstructorRule.Violations(new SourceFile("src/X/X.cs", text)));

    [Theory]
    [InlineData("class X(int a, int b, int c, int d, int e, int f, Dictionary<int, int> g);")]
    [InlineData("record X(int a, int b, int c, int d, int e, int f, int g, int h);")]
    public void Accepts_a_constructor_of_seven_and_any_record(string text) =>
        Assert.Empty(ConstructorRule.Violations(new SourceFile("src/X/X.cs", text)));

    private static SourceFile OfLength(int lines) =>
        new("src/X/Y.cs", string.Concat(Enumerable.Repeat("x\n", lines)));
}
