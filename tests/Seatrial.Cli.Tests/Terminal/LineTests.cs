using Seatrial.Cli.Terminal;

namespace Seatrial.Cli.Tests.Terminal;

public sealed class LineTests
{
    [Theory]
    [InlineData(20, "abc def")]
    [InlineData(7, "abc def")]
    [InlineData(6, "abc d…")]
    [InlineData(3, "ab…")]
    public void Cut_keeps_to_the_width(int width, string expected) => Assert.Equal(expected, Line.Of("abc ").Soft("def").Cut(width).Text);

    [Fact]
    public void Text_stays_on_its_line_and_is_only_text() =>
        Assert.Equal("a b \u241b[0m", Line.Of("a\nb\r\n\u001b[0m").Text);
}
