using Seatrial.Project.Connections;

namespace Seatrial.Project.Tests.Loading;

/// <summary>Which databases are production's.</summary>
public sealed class DatabasePatternTests
{
    [Theory]
    [InlineData("*.prod.example", "postgres://u:p@db1.prod.example/shop", true)]
    [InlineData("*.prod.example", "postgres://u:p@DB1.PROD.example.:6000/shop", true)]
    [InlineData("*.prod.example", "postgres://u:p@prod.example.evil/shop", false)]
    [InlineData("db1", "postgres://db1/shop", true)]
    [InlineData("db1", "postgres://db10/shop", false)]
    [InlineData("db1:5432", "postgres://db1/shop", true)]
    [InlineData("db1:5433", "postgres://db1/shop", false)]
    [InlineData("db1/shop", "postgres://db1/shop", true)]
    [InlineData("db1/shop", "postgres://db1/other", false)]
    [InlineData("*/shop*", "postgres://any:1/shop_eu", true)]
    [InlineData("[::1]:5432/shop", "postgres://[::1]/shop", true)]
    public void A_pattern_means_hosts_ports_and_names(string pattern, string address, bool isMeant)
    {
        Assert.True(ServerAddress.TryParse(address, new Dictionary<string, int>(StringComparer.Ordinal) { ["postgres"] = 5432 }, out ServerAddress? parsed, out string? why), why);

        Assert.Equal(isMeant, DatabasePattern.Parse(pattern)!.Matches(parsed));
    }

    [Theory]
    [InlineData("")]
    [InlineData("postgres://db1")]
    [InlineData("user@db1")]
    [InlineData("/shop")]
    [InlineData("db1/")]
    [InlineData("db1:/shop")]
    [InlineData("db 1")]
    public void What_means_nothing_is_no_pattern(string text) => Assert.Null(DatabasePattern.Parse(text));
}
