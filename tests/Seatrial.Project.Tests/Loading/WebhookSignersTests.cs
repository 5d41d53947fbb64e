using Seatrial.Project.Loading;
using Seatrial.TestKit;

namespace Seatrial.Project.Tests.Loading;

public sealed class WebhookSignersTests : IDisposable
{
    private const string Places = """

        environments:
          prod: { webhook: { secrets: [one, two] } PROD }
          staging: { webhook: { secrets: [SECRET] } }
        """;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("two", "", "{ env: ONE }", "{ env: TWO }")]
    [InlineData("three", "", "{ env: ONE }", "{ env: TWO }", "{ env: ONE }")]
    [InlineData("three", "", "{ file: keys/one }", "{ env: TWO }", "{ file: keys/../keys/one }")]
    [InlineData("three", "", "{ command: [pass, one] }", "{ env: TWO }", "{ command: [pass, one] }")]
    [InlineData("two", ", secrets: { two: { generated: 40 } }", "{ env: ONE }", "{ generated: 32 }")]
    public void Rejects_one_that_two_environments_share(string secret, string prod, params string[] sources)
    {
        var found = Assert.Single(Load(secret, prod, sources).Diagnostics);

        Assert.Equal("ST0222", found.Code);
        Assert.Contains("`staging`", found.Message, StringComparison.Ordinal);
        Assert.Contains("`prod`", found.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("three", "", "{ env: ONE }", "{ env: TWO }", "{ env: THREE }")]
    [InlineData("three", "", "{ generated: 32 }", "{ env: TWO }", "{ generated: 32 }")]
    [InlineData("two", ", secrets: { two: { env: PROD } }", "{ env: ONE }", "{ env: TWO }")]
    public void Accepts_one_for_each(string secret, string prod, params string[] sources) =>
        Load(secret, prod, sources).Sound();

    [Fact]
    public void Accepts_a_snapshot_that_was_taken_before()
    {
        ProjectLoadResult refused = Load("two", string.Empty, "{ env: ONE }", "{ env: TWO }");

        Assert.NotNull(Written.Loader.Load(_folder.Root, refused.Sources).Project);
    }

    private ProjectLoadResult Load(string secret, string prod, params string[] sources)
    {
        string[] names = ["one", "two", "three"];
        string secrets = string.Join(", ", sources.Zip(names, (source, name) => $"{name}: {source}"));
        string places = Places.Replace(" PROD", prod, StringComparison.Ordinal).Replace("SECRET", secret, StringComparison.Ordinal);
        _folder.Write("seatrial.yaml", $"project: shop\nsecrets: {{ {secrets} }}{places}\n");
        return Written.Loader.Load(_folder.Root);
    }
}
