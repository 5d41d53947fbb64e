using System.Text.Json;
using Shop.ServiceDefaults.Amounts;

namespace Shop.Tests;

public sealed class MoneyTests
{
    [Theory]
    [InlineData("12.50", "EUR", 1250)]
    [InlineData("1980", "JPY", 1980)]
    [InlineData("4.150", "KWD", 4150)]
    public void Of_AnAmount_CountsSmallestUnits(string amount, string currency, long minor) =>
        Assert.Equal(minor, Money.Of(decimal.Parse(amount), currency).Minor);

    [Fact]
    public void Of_AHalf_RoundsToEven()
    {
        Assert.Equal(12, Money.Of(0.125m, "EUR").Minor);
        Assert.Equal(14, Money.Of(0.135m, "EUR").Minor);
    }

    [Fact]
    public void Plus_OtherCurrency_Throws() =>
        Assert.Throws<InvalidOperationException>(() => new Money(1, "EUR").Plus(new Money(1, "USD")));

    [Theory]
    [InlineData("EUR")]
    [InlineData("JPY")]
    public void Json_RoundTrip_IsEqual(string currency)
    {
        var money = new Money(1234, currency);

        Assert.Equal(money, JsonSerializer.Deserialize<Money>(JsonSerializer.Serialize(money)));
    }

    [Fact]
    public void Json_UnknownCurrency_IsRefused() => Assert.Throws<JsonException>(
        () => JsonSerializer.Deserialize<Money>("""{"amount": 1, "currency": "XXX"}"""));
}
