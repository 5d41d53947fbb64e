namespace Shop.ServiceDefaults.Amounts;

/// <summary>The currencies the shop trades in, with the number of digits each has after the point (ISO 4217).</summary>
public static class Currencies
{
    private static readonly Dictionary<string, byte> DigitsByCode = new(StringComparer.Ordinal)
    {
        ["EUR"] = 2,
        ["USD"] = 2,
        ["GBP"] = 2,
        ["JPY"] = 0,
        ["KWD"] = 3,
    };

    /// <summary>Whether the shop trades in it.</summary>
    public static bool IsKnown(string currency) => DigitsByCode.ContainsKey(currency);

    /// <summary>Digits after the point.</summary>
    public static byte Digits(string currency) => DigitsByCode.TryGetValue(currency, out var digits)
        ? digits
        : throw new ArgumentOutOfRangeException(nameof(currency), currency, "The shop does not trade in this currency.");

    /// <summary>Smallest units in one whole.</summary>
    public static decimal Factor(string currency) => Digits(currency) switch
    {
        0 => 1m,
        2 => 100m,
        _ => 1000m,
    };
}
