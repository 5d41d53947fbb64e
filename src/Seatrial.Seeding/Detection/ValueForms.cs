using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Seatrial.Seeding.Detection;

/// <summary>What a text is by its own form, whatever its column is called.</summary>
internal static partial class ValueForms
{
    private const int LongestLooked = 4000;

    /// <summary>Forms that hardly occur by chance, with the meaning that they tell.</summary>
    public static ImmutableArray<(Meaning Meaning, Func<string, bool> Is)> Strong { get; } =
    [
        (Meaning.Email, static t => Email().IsMatch(t)),
        (Meaning.Uuid, static t => t.Length is 36 && Guid.TryParseExact(t, "D", out _)),
        (Meaning.Url, static t => Url().IsMatch(t)),
        (Meaning.Iban, Iban.Is),
        (Meaning.Card, IsCard),
        (Meaning.Mac, static t => Mac().IsMatch(t)),
        (Meaning.Ip, IsIp),
        (Meaning.UserAgent, static t => t.StartsWith("Mozilla/", StringComparison.Ordinal)),
        (Meaning.Secret, static t => Secret().IsMatch(t)),
        .. NationalIds.All.Select(static n => (Meaning.NationalId, n.Is)),
    ];

    /// <summary>Forms that other things may have, too.</summary>
    public static ImmutableArray<(Meaning Meaning, Func<string, bool> Is)> Weak { get; } =
    [
        (Meaning.Phone, IsPhone),
        (Meaning.Postcode, static t => BritishPostcode().IsMatch(t)),
        (Meaning.Street, static t => Street().IsMatch(t)),
        (Meaning.Domain, static t => Domain().IsMatch(t)),
        (Meaning.FullName, PersonNames.IsFull),
        (Meaning.FirstName, PersonNames.IsFirst),
        (Meaning.LastName, PersonNames.IsLast),
        (Meaning.FreeText, IsSentence),
    ];

    /// <summary>A text as it is looked at.</summary>
    public static string Looked(string text) => (text.Length > LongestLooked ? text[..LongestLooked] : text).Trim();

    /// <summary>Whether a text does not speak against being a meaning that a name told.</summary>
    public static bool MayBe(Meaning meaning, string text) => meaning switch
    {
        Meaning.Email => text.Contains('@', StringComparison.Ordinal),
        Meaning.Url => text.Contains('.', StringComparison.Ordinal) || text.Contains('/', StringComparison.Ordinal),
        Meaning.Ip => IsIp(text.Split('/')[0]),
        Meaning.Mac => Mac().IsMatch(text),
        Meaning.Phone => text.Count(char.IsAsciiDigit) >= 4,
        Meaning.Card => text.Count(static c => char.IsAsciiDigit(c) || c is '*' or 'x' or 'X') >= 4,
        Meaning.Iban => text.Length >= 10 && text.Any(char.IsAsciiDigit),
        Meaning.BankAccount or Meaning.TaxId => text.Length >= 4 && text.Any(static c => char.IsAsciiDigit(c) || c is '*' or 'X') || text.Length is 8 or 11,
        Meaning.NationalId => text.Length >= 4 && text.Any(static c => char.IsAsciiDigit(c) || c is '*' or 'X'),
        Meaning.Secret => text.Length >= 3,
        Meaning.CountryCode => text.Length <= 3 && text.All(char.IsAsciiLetter),
        Meaning.FirstName or Meaning.LastName or Meaning.FullName or Meaning.City or Meaning.Country => !text.All(static c => char.IsAsciiDigit(c)),
        _ => true,
    };

    private static bool IsCard(string text)
    {
        string digits = string.Concat(text.Where(char.IsAsciiDigit));
        return digits.Length is >= 13 and <= 19 && text.All(static c => char.IsAsciiDigit(c) || c is ' ' or '-') && digits[0] is '2' or '3' or '4' or '5' or '6' && digits.Distinct().Count() > 1 && Checksums.Luhn(digits);
    }

    private static bool IsIp(string text) =>
        (text.Count(static c => c == '.') == 3 || text.Count(static c => c == ':') >= 2) && !Mac().IsMatch(text)
        && IPAddress.TryParse(text, out IPAddress? address) && (address.AddressFamily == AddressFamily.InterNetworkV6 ? text.Contains("::", StringComparison.Ordinal) || text.Count(static c => c == ':') == 7 : FourNumbers().IsMatch(text));

    private static bool IsPhone(string text)
    {
        int digits = text.Count(char.IsAsciiDigit);
        return digits is >= 7 and <= 16 && Phone().IsMatch(text) && !Day().IsMatch(text) && (text[0] is '+' or '(' or '0' || text.Any(static c => c is ' ' or '-' or '(')) && text.Count(static c => c == '.') is not 1;
    }

    private static bool IsSentence(string text) => text.Length >= 25 && text.Count(static c => c == ' ') >= 4 && text.Count(static c => char.IsLetter(c) || c == ' ') >= text.Length * 0.8;

    [GeneratedRegex(@"^[^@\s,;]+@[^@\s,;]+\.[A-Za-z]{2,}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Email();

    [GeneratedRegex(@"^(https?|ftp|wss?)://\S+$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Url();

    [GeneratedRegex("^([0-9a-f]{2}[:-]){5}[0-9a-f]{2}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Mac();

    [GeneratedRegex(@"^\d{1,3}(\.\d{1,3}){3}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FourNumbers();

    /// <summary>Hashes of passwords with their algorithm, tokens that sign themselves, and keys with the prefixes of those who give them.</summary>
    [GeneratedRegex(@"^(\$2[abxy]?\$\d\d\$|\$argon2|\$pbkdf2|pbkdf2[_:]|\$scrypt|scrypt:|\$[156]\$|\{SSHA|eyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.|sk_(live|test)_|pk_(live|test)_|rk_live_|AKIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{20}|glpat-|xox[abprs]-|-----BEGIN |AIza[0-9A-Za-z_-]{30}|([0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}|[0-9a-f]{128})$)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Secret();

    [GeneratedRegex(@"^\+?[0-9() ./-]+( ?(ext?\.?|x|#) ?\d{1,6})?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Phone();

    [GeneratedRegex(@"^\d{4}-\d{1,2}-\d{1,2}|^\d{1,2}[./-]\d{1,2}[./-]\d{2,4}$|^\d+(\.\d+)*$(?<!^0\d+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Day();

    [GeneratedRegex("^[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex BritishPostcode();

    [GeneratedRegex(@"^\d+[a-z]?,? (\p{L}+\.? ){0,4}(street|st|avenue|ave|road|rd|lane|ln|drive|dr|boulevard|blvd|court|ct|place|pl|square|sq|terrace|way|parkway|highway|hwy)\b|(stra(ß|ss)e|str\.|gasse|weg|platz|allee|ufer|damm) ?\d+|^(\d+[ ,]+)?(bis )?(rue|avenue|boulevard|chemin|impasse|allée|quai|calle|avenida|plaza|paseo|via|viale|piazza|rua) \p{L}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Street();

    [GeneratedRegex(@"^(?=.{4,253}$)([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+(com|org|net|edu|gov|io|dev|app|info|biz|co|eu|de|fr|es|it|nl|be|ch|at|uk|us|ca|au|br|in|jp|pl|se|no|dk|fi|example|test|local)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Domain();
}
