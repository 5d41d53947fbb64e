using System.Collections.Frozen;

namespace Seatrial.Seeding.Detection;

/// <summary>Meanings as profiles write them, and which of them are about people.</summary>
internal static class MeaningText
{
    private static readonly FrozenDictionary<Meaning, string> Texts = new Dictionary<Meaning, string>
    {
        [Meaning.Email] = "email",
        [Meaning.Phone] = "phone",
        [Meaning.FirstName] = "first-name",
        [Meaning.LastName] = "last-name",
        [Meaning.FullName] = "full-name",
        [Meaning.Username] = "username",
        [Meaning.BirthDate] = "birth-date",
        [Meaning.NationalId] = "national-id",
        [Meaning.TaxId] = "tax-id",
        [Meaning.Iban] = "iban",
        [Meaning.BankAccount] = "bank-account",
        [Meaning.Card] = "card",
        [Meaning.Secret] = "hash",
        [Meaning.Street] = "street",
        [Meaning.City] = "city",
        [Meaning.Postcode] = "postcode",
        [Meaning.Coordinates] = "coordinates",
        [Meaning.Company] = "company",
        [Meaning.Ip] = "ip",
        [Meaning.Mac] = "mac",
        [Meaning.Url] = "url",
        [Meaning.FreeText] = "sentence",
        [Meaning.State] = "state",
        [Meaning.Country] = "country",
        [Meaning.CountryCode] = "country-code",
        [Meaning.Job] = "job",
        [Meaning.Domain] = "domain",
        [Meaning.Uuid] = "uuid",
        [Meaning.UserAgent] = "user-agent",
        [Meaning.Currency] = "currency",
        [Meaning.Language] = "language",
        [Meaning.TimeZone] = "time-zone",
        [Meaning.Title] = "title",
    }.ToFrozenDictionary();

    private static readonly FrozenSet<string> Known = Texts.Values.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>What is no personal data by itself, so that values which many share may be released.</summary>
    private static readonly FrozenSet<Meaning> Harmless = new[]
    {
        Meaning.None, Meaning.State, Meaning.Country, Meaning.CountryCode, Meaning.Job, Meaning.Gender, Meaning.Domain, Meaning.UserAgent, Meaning.Currency, Meaning.Language, Meaning.TimeZone, Meaning.Title, Meaning.Version,
    }.ToFrozenSet();

    /// <summary>As a profile writes it; null for what makes no text of its own.</summary>
    public static string? Of(Meaning meaning) => Texts.GetValueOrDefault(meaning);

    /// <summary>Whether a profile writes a meaning so.</summary>
    public static bool IsKnown(string text) => Known.Contains(text);

    /// <summary>Whether values are about people, so that none is released, however many share it.</summary>
    public static bool IsPersonal(Meaning meaning) => !Harmless.Contains(meaning);

    /// <summary>Whether who has such a column is a person: a name, an address, or what is given to one person only.</summary>
    public static bool TellsAPerson(Meaning meaning) => meaning is Meaning.Email or Meaning.Phone or Meaning.FirstName or Meaning.LastName or Meaning.FullName or Meaning.Username or Meaning.BirthDate or Meaning.NationalId;
}
