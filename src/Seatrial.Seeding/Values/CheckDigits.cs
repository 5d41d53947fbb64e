using System.Globalization;

namespace Seatrial.Seeding.Values;

/// <summary>Digits by which numbers prove themselves.</summary>
internal static class CheckDigits
{
    /// <summary>A card's number with its last digit, by Luhn.</summary>
    public static string Luhn(string digits)
    {
        int sum = 0;
        for (int i = 0; i < digits.Length; i++)
        {
            int digit = digits[^(i + 1)] - '0';
            int part = i % 2 == 0 ? digit * 2 : digit;
            sum += part > 9 ? part - 9 : part;
        }

        return digits + (char)('0' + ((10 - (sum % 10)) % 10));
    }

    /// <summary>An account's number with its two digits, by ISO 7064 (97).</summary>
    public static string Iban(string country, string account)
    {
        int rest = 0;
        foreach (char one in $"{account}{country}00")
        {
            rest = char.IsAsciiDigit(one) ? ((rest * 10) + (one - '0')) % 97 : ((rest * 100) + (one - 'A' + 10)) % 97;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{country}{98 - rest:00}{account}");
    }
}
