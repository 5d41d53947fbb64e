using System.Text.Json;
using Seatrial.Project.JsonPath;

namespace Seatrial.Project.Tests.JsonPath;

/// <summary>What the compliance suite leaves open: bounds, regular expressions beyond the basic plane, positions of errors.</summary>
public sealed class BoundsTests
{
    [Theory]
    [InlineData("(", "@.a", ")")]
    [InlineData("@[?", "@.a", "]")]
    [InlineData("!(", "@.a", ")")]
    [InlineData("length(", "@.a", ")")]
    public void TryParse_NestedTooDeep_IsRefused(string open, string core, string close)
    {
        var text = $"$[?{string.Concat(Enumerable.Repeat(open, 20_000))}{core}{string.Concat(Enumerable.Repeat(close, 20_000))}]";

        Assert.Null(JsonPathQuery.TryParse(text, out var error));
        Assert.Contains("nested", error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Select_LongChainOfConditions_Holds()
    {
        var text = $"$[?{string.Join("||", Enumerable.Repeat("@.a==1", 20_000))}]";

        Assert.Empty(JsonPathQuery.TryParse(text, out _)!.Select(JsonElement.Parse("""[{ "a": 2 }]""")));
    }

    [Fact]
    public void Select_DescendantsOfDeepDocument_NeedNoStack()
    {
        const int Depth = 5_000;
        var text = new string('[', Depth) + new string(']', Depth);
        using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = Depth });

        Assert.Equal(Depth - 1, JsonPathQuery.TryParse("$..*", out _)!.Select(document.RootElement).Count);
    }

    [Theory]
    [InlineData("a.b", "a😀b", true)]
    [InlineData("a..b", "a😀b", false)]
    [InlineData("[😀-😂]", "😁", true)]
    [InlineData("[^😀]", "😁", true)]
    [InlineData("[^😀]", "😀", false)]
    [InlineData("😀{2}", "😀😀", true)]
    [InlineData("[a-c-]+", "a-c", true)]
    [InlineData("(ab|cd){1,2}", "abcd", true)]
    [InlineData("\\p{Lu}\\P{Lu}", "A😀", true)]
    [InlineData("(?=a)a", "a", false)]
    [InlineData("(a)\\1", "aa", false)]
    [InlineData("\\d", "1", false)]
    [InlineData("a*?", "a", false)]
    [InlineData("a**", "a", false)]
    [InlineData("[a-z-[b]]", "a", false)]
    [InlineData("(a", "a", false)]
    [InlineData("", "", true)]
    public void Match_Pattern_IsRfc9485(string pattern, string text, bool expected)
    {
        var document = JsonElement.Parse(JsonSerializer.Serialize(new { pattern, items = new[] { text } }));

        Assert.Equal(expected, JsonPathQuery.TryParse("$.items[?match(@, $.pattern)]", out _)!.Select(document).Count == 1);
    }

    [Fact]
    public void Match_CatastrophicPattern_IsLinear()
    {
        var document = JsonElement.Parse(JsonSerializer.Serialize(new[] { new string('a', 20_000) + "b" }));

        Assert.Empty(JsonPathQuery.TryParse("$[?match(@, '((a+)+)+')]", out _)!.Select(document));
    }

    [Theory]
    [InlineData("items", 0)]
    [InlineData("$.items[", 8)]
    [InlineData("$.items[0", 9)]
    [InlineData("$.a b", 3)]
    [InlineData("$[?@.a==]", 8)]
    [InlineData("$[?none(@)]", 3)]
    public void TryParse_Wrong_PointsAtThePlace(string text, int offset)
    {
        Assert.Null(JsonPathQuery.TryParse(text, out var error));
        Assert.Equal(offset, error!.Offset);
        Assert.False(string.IsNullOrEmpty(error.Hint));
    }
}
