using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Seatrial.Seeding.Detection;

/// <summary>Numbers that states give to persons: by their form and, where they have one, their check digit.</summary>
internal static partial class NationalIds
{
    private const string SpanishLetters = "TRWAGMYFPDXBNJZSQVHLCKE";

    /// <summary>Ways of telling whether a text is one of a country; the country is for people.</summary>
    public static ImmutableArray<(string Country, Func<string, bool> Is)> All { get; } =
    [
        ("US", IsAmerican),
        ("GB", static t => British().IsMatch(t)),
        ("GB-NHS", static t => Digits(t, 10, " -") is { } d && (11 - Checksums.Weighted(d, [10, 9, 8, 7, 6, 5, 4, 3, 2], 11)) % 11 == d[9] - '0'),
        ("ES", IsSpanish),
        ("FR", IsFrench),
        ("DE", IsGerman),
        ("PL", static t => Digits(t, 11, string.Empty) is { } d && (10 - Checksums.Weighted(d, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3], 10)) % 10 == d[10] - '0' && IsDate(d[2..4], d[4..6], 80)),
        ("SE", static t => Swedish().IsMatch(t) && Digits(t[^11..], 10, "-+") is { } d && Checksums.Luhn(d) && IsDate(d[2..4], d[4..6], 0)),
        ("NL", static t => Digits(t, 9, " .") is { } d && Checksums.Weighted(d, [9, 8, 7, 6, 5, 4, 3, 2, -1], 11) == 0),
        ("IT", static t => Italian().IsMatch(t)),
        ("BR", IsBrazilian),
        ("CH", static t => Swiss().IsMatch(t) && Digits(t, 13, ". ") is { } d && (10 - Checksums.Weighted(d, [1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3], 10)) % 10 == d[12] - '0'),
        ("IN", static t => Digits(t, 12, " -") is { } d && d[0] is not ('0' or '1') && Checksums.Verhoeff(d)),
        ("AU", static t => Digits(t, 9, " ") is { } d && t.Contains(' ', StringComparison.Ordinal) && Checksums.Weighted(d, [1, 4, 3, 7, 5, 8, 6, 9, 10], 11) == 0),
        ("BE", static t => Belgian().IsMatch(t) && Digits(t, 11, ".- ") is { } d && long.Parse(d.AsSpan(0, 9), CultureInfo.InvariantCulture) is var n && (97 - (n % 97) == Check(d, 9) || 97 - ((n + 2_000_000_000) % 97) == Check(d, 9))),
    ];

    /// <summary>The digits of a text that has no others than these and separators.</summary>
    private static string? Digits(string text, int length, string separators)
    {
        string digits = string.Concat(text.Where(char.IsAsciiDigit));
        return digits.Length == length && text.All(c => char.IsAsciiDigit(c) || separators.Contains(c, StringComparison.Ordinal)) ? digits : null;
    }

    private static int Check(string digits, int at) => int.Parse(digits.AsSpan(at), CultureInfo.InvariantCulture);

    private static bool IsAmerican(string text) =>
        American().IsMatch(text) && text is not "078-05-1120" and not "219-09-9999" && !text.StartsWith("000", StringComparison.Ordinal) && !text.StartsWith("666", StringComparison.Ordinal)
        && text[0] != '9' && text[4..6] != "00" && text[7..] != "0000";

    private static bool IsSpanish(string text)
    {
        string plain = text.Replace("-", string.Empty, StringComparison.Ordinal).ToUpperInvariant();
        return Spanish().IsMatch(plain)
            && SpanishLetters[int.Parse((plain[0] switch { 'X' => "0", 'Y' => "1", 'Z' => "2", var d => d.ToString() }) + plain[1..8], CultureInfo.InvariantCulture) % 23] == plain[8];
    }

    private static bool IsFrench(string text)
    {
        string plain = text.Replace(" ", string.Empty, StringComparison.Ordinal).ToUpperInvariant();
        return French().IsMatch(plain)
            && 97 - (long.Parse(plain[..13].Replace("2A", "19", StringComparison.Ordinal).Replace("2B", "18", StringComparison.Ordinal), CultureInfo.InvariantCulture) % 97) == int.Parse(plain.AsSpan(13), CultureInfo.InvariantCulture);
    }

    /// <summary>Of the first ten digits exactly one is there twice or three times.</summary>
    private static bool IsGerman(string text) =>
        Digits(text, 11, " ") is { } d && d[0] != '0' && Checksums.Mod11And10(d)
        && d[..10].GroupBy(static c => c).Select(static g => g.Count()).Where(static n => n > 1).ToArray() is [2 or 3];

    private static bool IsBrazilian(string text)
    {
        if (Digits(text, 11, ".-") is not { } d || d.Distinct().Count() == 1)
        {
            return false;
        }

        int first = Checksums.Weighted(d, [10, 9, 8, 7, 6, 5, 4, 3, 2], 11), second = Checksums.Weighted(d, [11, 10, 9, 8, 7, 6, 5, 4, 3, 2], 11);
        return (first < 2 ? 0 : 11 - first) == d[9] - '0' && (second < 2 ? 0 : 11 - second) == d[10] - '0';
    }

    private static bool IsDate(string month, string day, int centuries)
    {
        int m = int.Parse(month, CultureInfo.InvariantCulture), d = int.Parse(day, CultureInfo.InvariantCulture);
        return (centuries == 0 ? m : m % 20) is >= 1 and <= 12 && d is >= 1 and <= 31;
    }

    [GeneratedRegex(@"^\d{3}-\d{2}-\d{4}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex American();

    [GeneratedRegex("^[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?[0-9]{2} ?[0-9]{2} ?[0-9]{2} ?[A-D]$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex British();

    [GeneratedRegex("^[0-9XYZ][0-9]{7}[A-Z]$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Spanish();

    [GeneratedRegex(@"^[12]\d\d(0[1-9]|1[0-2]|[2-9]\d)(\d\d|2[AB])\d{8}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex French();

    [GeneratedRegex(@"^(19|20)?\d{6}[-+]\d{4}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Swedish();

    [GeneratedRegex("^[A-Z]{6}[0-9LMNPQRSTUV]{2}[ABCDEHLMPRST][0-9LMNPQRSTUV]{2}[A-Z][0-9LMNPQRSTUV]{3}[A-Z]$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Italian();

    [GeneratedRegex(@"^756[. ]?\d{4}[. ]?\d{4}[. ]?\d{2}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Swiss();

    [GeneratedRegex(@"^\d{2}[. ]?\d{2}[. ]?\d{2}[- ]?\d{3}[. ]?\d{2}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Belgian();
}
