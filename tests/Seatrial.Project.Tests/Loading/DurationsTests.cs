using Seatrial.Project.Loading;

namespace Seatrial.Project.Tests.Loading;

public sealed class DurationsTests
{
    [Theory]
    [InlineData("400ms", 400)]
    [InlineData("1.5s", 1500)]
    [InlineData("2m", 120_000)]
    [InlineData("1h", 3_600_000)]
    public void Accepts_NumberAndUnit(string text, double milliseconds)
    {
        Assert.True(Durations.TryParse(text, out TimeSpan duration));
        Assert.Equal(milliseconds, duration.TotalMilliseconds);
        Assert.Equal(text, Durations.Format(duration).Replace("1500ms", "1.5s", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("s")]
    [InlineData("400")]
    [InlineData("-1s")]
    [InlineData("1 s")]
    [InlineData("NaNs")]
    [InlineData("9999999d")]
    public void Rejects_Anything_Else(string text) => Assert.False(Durations.TryParse(text, out _));

    [Fact]
    public void Range_IsOrdered()
    {
        Assert.True(Durations.TryParseRange("100ms..2s", out TimeSpan least, out TimeSpan most));
        Assert.Equal((100, 2000), (least.TotalMilliseconds, most.TotalMilliseconds));
        Assert.False(Durations.TryParseRange("2s..100ms", out _, out _));
        Assert.False(Durations.TryParseRange("0s", out _, out _));
    }
}
