using System.Globalization;
using System.Text;

namespace Seatrial.Seeding.Values;

/// <summary>
/// Makes texts that mean something. What could reach someone cannot: addresses lie in example domains, phones and
/// networks in ranges kept for documentation, cards and accounts in ranges that no bank uses.
/// </summary>
internal static class MeaningMakers
{
    private static readonly string[] Domains = ["example.com", "example.org", "example.net"];

    private static readonly string[] Languages = ["en", "de", "fr", "es", "it", "nl", "pl", "pt"], Currencies = ["EUR", "USD", "GBP", "CHF", "SEK", "PLN", "JPY"];

    private static readonly string[] Zones = ["UTC", "Europe/Berlin", "Europe/Paris", "Europe/Madrid", "Europe/London", "America/New_York", "Asia/Tokyo"];

    private static readonly string[] Agents =
    [
        "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36", "curl/8.8.0",
    ];

    private delegate string Writing(ref CellRandom random);

    /// <summary>The maker of a meaning; null when it is not known or does not fit.</summary>
    /// <param name="meaning">The meaning.</param>
    /// <param name="settings">What all makers of the run share.</param>
    /// <param name="most">The most characters.</param>
    public static IValueMaker? For(string meaning, MakerSettings settings, int most)
    {
        WordSource words = WordSource.Of(settings.Locale);
        (int needed, Writing? write) = People(meaning, words, settings, most);
        if (write is null)
        {
            (needed, write) = Things(meaning, words);
        }

        return write is null || needed > most ? null : new FunctionMaker((ref random) => CellValue.Of(write(ref random)));
    }

    /// <summary>A text in small ASCII letters, for addresses.</summary>
    public static string Plain(string text)
    {
        StringBuilder plain = new(text.Length);
        foreach (char one in text.Normalize(NormalizationForm.FormD))
        {
            if (char.IsAsciiLetterOrDigit(one))
            {
                plain.Append(char.ToLowerInvariant(one));
            }
        }

        return plain.Length == 0 ? "user" : plain.ToString();
    }

    private static string Pick(string[] words, ref CellRandom random) => words[random.Below(words.Length)];

    private static string Digits(int count, ref CellRandom random)
    {
        Span<char> digits = stackalloc char[count];
        for (int i = 0; i < count; i++)
        {
            digits[i] = (char)('0' + random.Below(10));
        }

        return digits.ToString();
    }

    private static (int Needed, Writing? Write) People(string meaning, WordSource words, MakerSettings settings, int most)
    {
        string tag = settings.RunTag.Length == 0 ? string.Empty : "+" + settings.RunTag.ToLowerInvariant();
        return meaning switch
        {
            "email" => (12 + 5 + tag.Length, (ref r) => Email(words, most, tag, ref r)),
            "first-name" => (4, (ref r) => Pick(words.FirstNames, ref r)),
            "last-name" or "family-name" => (4, (ref r) => Pick(words.LastNames, ref r)),
            "full-name" or "name" or "person-name" => (8, (ref r) => $"{Pick(words.FirstNames, ref r)} {Pick(words.LastNames, ref r)}"),
            "username" => (4, (ref r) => $"{Pick(words.PlainFirstNames, ref r)}{r.Below(10000)}"),
            "phone" => (8, (ref r) => Phone(settings.Locale, most, ref r)),
            "street" or "address" => (8, (ref r) => Street(words, settings.Locale, ref r)),
            "city" => (4, (ref r) => words.Cities.Length > 0 ? Pick(words.Cities, ref r) : Pick(words.LastNames, ref r) + Pick(words.CityEnds, ref r)),
            "postcode" => (4, (ref r) => Digits(Math.Min(5, most), ref r)),
            "state" when most <= 3 => (2, (ref r) => Pick(words.StateCodes, ref r)),
            "state" or "region" => (4, (ref r) => Pick(words.States, ref r)),
            "country" when most < 8 => (2, (ref r) => Pick(words.CountryCodes, ref r)),
            "country" => (4, (ref r) => Pick(words.Countries, ref r)),
            "country-code" => (2, (ref r) => Pick(words.CountryCodes, ref r)),
            "company" => (6, (ref r) => $"{Pick(words.LastNames, ref r)} {Pick(words.CompanyEnds, ref r)}"),
            "job" or "job-title" => (6, (ref r) => $"{Pick(words.JobAreas, ref r)} {Pick(words.Jobs, ref r)}"),
            _ => (0, null),
        };
    }

    private static (int Needed, Writing? Write) Things(string meaning, WordSource words) => meaning switch
    {
        "url" => (32, (ref r) => $"https://{Pick(Domains, ref r)}/{Plain(Pick(words.Lorem, ref r))}/{r.Below(100000).ToString(CultureInfo.InvariantCulture)}"),
        "domain" => (20, (ref r) => $"{Plain(Pick(words.Lorem, ref r))}.{Pick(Domains, ref r)}"),
        "ip" or "ip-address" or "ipv4" => (14, (ref r) => NetworkMakers.Address(ref r)),
        "mac" or "mac-address" => (17, (ref r) => NetworkMakers.Mac(ref r, 6)),
        "uuid" => (36, (ref r) => ByteMakers.Uuid(r.Next(), r.Next())),
        "iban" => (22, (ref r) => CheckDigits.Iban("DE", "99999999" + Digits(10, ref r))),
        "card" or "card-number" or "credit-card" => (16, (ref r) => CheckDigits.Luhn("400000" + Digits(9, ref r))),
        "currency" => (3, (ref r) => Pick(Currencies, ref r)),
        "language" => (2, (ref r) => Pick(Languages, ref r)),
        "title" => (8, (ref r) => Sentence(words.Lorem, 2 + (int)r.Below(4), isEnded: false, ref r)),
        "sentence" or "text" or "free-text" => (12, (ref r) => Sentence(words.Lorem, 5 + (int)r.Below(9), isEnded: true, ref r)),
        "paragraph" => (40, (ref r) => Paragraph(words.Lorem, ref r)),
        "color" => (4, (ref r) => Pick(words.Colors, ref r)),
        "department" => (4, (ref r) => Pick(words.Departments, ref r)),
        "product" => (8, (ref r) => $"{Pick(words.ProductAdjectives, ref r)} {Pick(words.ProductMaterials, ref r)} {Pick(words.Products, ref r)}"),
        "slug" => (8, (ref r) => $"{Plain(Pick(words.Lorem, ref r))}-{Plain(Pick(words.Lorem, ref r))}-{r.Below(1000)}"),
        "hash" or "token" => (16, (ref r) => $"{r.Next():x16}{r.Next():x16}"),
        "file-name" => (12, (ref r) => $"{Plain(Pick(words.Lorem, ref r))}-{r.Below(1000)}.pdf"),
        "user-agent" => (16, (ref r) => Pick(Agents, ref r)),
        "time-zone" => (3, (ref r) => Pick(Zones, ref r)),
        _ => (0, null),
    };

    private static string Email(WordSource words, int most, string tag, ref CellRandom random)
    {
        string first = Pick(words.PlainFirstNames, ref random), last = Pick(words.PlainLastNames, ref random), domain = Pick(Domains, ref random);
        string number = random.Below(1000).ToString(CultureInfo.InvariantCulture);
        int room = most - tag.Length - 1 - domain.Length - number.Length;
        string local = $"{first}.{last}";
        return $"{(local.Length <= room ? local : first.Length <= room ? first : first[..Math.Max(1, room)])}{number}{tag}@{domain}";
    }

    private static string Phone(string locale, int most, ref CellRandom random)
    {
        string text = locale.Split('_', '-')[0] switch
        {
            "de" => $"+49 30 23125{Digits(3, ref random)}",
            "fr" => $"+33 1 99 00 {Digits(2, ref random)} {Digits(2, ref random)}",
            _ when locale.EndsWith("GB", StringComparison.Ordinal) => $"+44 20 7946 0{Digits(3, ref random)}",
            _ => $"+1 {200 + random.Below(700)}-555-01{Digits(2, ref random)}",
        };
        return text.Length <= most ? text : $"555-01{Digits(2, ref random)}";
    }

    private static string Street(WordSource words, string locale, ref CellRandom random)
    {
        string name = words.Streets.Length > 0 ? Pick(words.Streets, ref random)
            : locale.StartsWith("fr", StringComparison.Ordinal) || locale.StartsWith("es", StringComparison.Ordinal) ? $"{Pick(words.StreetEnds, ref random)} {Pick(words.LastNames, ref random)}"
            : $"{Pick(words.LastNames, ref random)} {Pick(words.StreetEnds, ref random)}";
        long number = 1 + random.Below(200);
        return locale.StartsWith("en", StringComparison.Ordinal) || locale.StartsWith("fr", StringComparison.Ordinal) ? $"{number} {name}" : $"{name} {number}";
    }

    private static string Sentence(string[] words, int count, bool isEnded, ref CellRandom random)
    {
        StringBuilder text = new();
        for (int i = 0; i < count; i++)
        {
            text.Append(i == 0 ? string.Empty : " ").Append(Pick(words, ref random));
        }

        text[0] = char.ToUpperInvariant(text[0]);
        return isEnded ? text.Append('.').ToString() : text.ToString();
    }

    private static string Paragraph(string[] words, ref CellRandom random)
    {
        StringBuilder text = new();
        for (long left = 2 + random.Below(3); left > 0; left--)
        {
            text.Append(text.Length == 0 ? string.Empty : " ").Append(Sentence(words, 6 + (int)random.Below(8), isEnded: true, ref random));
        }

        return text.ToString();
    }
}
