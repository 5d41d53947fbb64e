using System.Text.Json.Serialization;

namespace Shop.ServiceDefaults.Amounts;

/// <summary>An amount in the smallest unit of its currency, so that sums never round.</summary>
[JsonConverter(typeof(MoneyJsonConverter))]
public readonly record struct Money(long Minor, string Currency)
{
    /// <summary>The amount as people write it: 12.50, or 1980 where a currency has no cents.</summary>
    public decimal Amount => decimal.Round(Minor / Currencies.Factor(Currency), Currencies.Digits(Currency));

    /// <summary>Reads an amount as people write it, rounding to what the currency can express.</summary>
    public static Money Of(decimal amount, string currency)
    {
        var factor = Currencies.Factor(currency);
        return new((long)decimal.Round(amount * factor, 0, MidpointRounding.ToEven), currency);
    }

    /// <summary>So many of it.</summary>
    public Money Times(int quantity) => this with { Minor = checked(Minor * quantity) };

    /// <summary>The sum; both must be of one currency.</summary>
    public Money Plus(Money other) => string.Equals(other.Currency, Currency, StringComparison.Ordinal)
        ? this with { Minor = checked(Minor + other.Minor) }
        : throw new InvalidOperationException($"Cannot add {other.Currency} to {Currency}.");

    /// <inheritdoc />
    public override string ToString() => string.Create(null, $"{Amount} {Currency}");
}
