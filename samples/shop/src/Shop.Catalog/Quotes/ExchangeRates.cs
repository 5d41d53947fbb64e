using Shop.ServiceDefaults.Amounts;

namespace Shop.Catalog.Quotes;

/// <summary>What one euro buys. The shop fixes its rates for a season rather than follow the market.</summary>
internal static class ExchangeRates
{
    private static readonly Dictionary<string, decimal> PerEuro = new(StringComparer.Ordinal)
    {
        ["EUR"] = 1m,
        ["USD"] = 1.08m,
        ["GBP"] = 0.85m,
        ["JPY"] = 160m,
        ["KWD"] = 0.332m,
    };

    public static Money Convert(Money price, string currency) =>
        Money.Of(price.Amount / PerEuro[price.Currency] * PerEuro[currency], currency);
}
