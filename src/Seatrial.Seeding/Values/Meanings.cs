namespace Seatrial.Seeding.Values;

/// <summary>What texts mean, by the name of their column.</summary>
internal static class Meanings
{
    private static readonly (string Name, string Meaning)[] Names =
    [
        ("email", "email"), ("mail", "email"), ("emailaddress", "email"), ("firstname", "first-name"), ("givenname", "first-name"), ("forename", "first-name"), ("fname", "first-name"),
        ("vorname", "first-name"), ("prenom", "first-name"), ("lastname", "last-name"), ("surname", "last-name"), ("familyname", "last-name"), ("lname", "last-name"), ("nachname", "last-name"),
        ("fullname", "full-name"), ("displayname", "full-name"), ("contactname", "full-name"), ("customername", "full-name"), ("username", "username"), ("login", "username"), ("nickname", "username"),
        ("phone", "phone"), ("phonenumber", "phone"), ("mobile", "phone"), ("telephone", "phone"), ("tel", "phone"), ("fax", "phone"), ("street", "street"), ("streetaddress", "street"),
        ("address", "street"), ("addressline1", "street"), ("address1", "street"), ("line1", "street"), ("strasse", "street"), ("city", "city"), ("town", "city"), ("ort", "city"), ("ville", "city"),
        ("postcode", "postcode"), ("zip", "postcode"), ("zipcode", "postcode"), ("postalcode", "postcode"), ("plz", "postcode"), ("state", "state"), ("region", "state"), ("province", "state"),
        ("country", "country"), ("countryname", "country"), ("countrycode", "country-code"), ("company", "company"), ("companyname", "company"), ("organization", "company"), ("organisation", "company"),
        ("jobtitle", "job"), ("job", "job"), ("occupation", "job"), ("url", "url"), ("website", "url"), ("homepage", "url"), ("link", "url"), ("domain", "domain"), ("hostname", "domain"), ("host", "domain"),
        ("ip", "ip"), ("ipaddress", "ip"), ("remoteaddr", "ip"), ("mac", "mac"), ("macaddress", "mac"), ("uuid", "uuid"), ("guid", "uuid"), ("iban", "iban"), ("card", "card"), ("cardnumber", "card"),
        ("creditcard", "card"), ("currency", "currency"), ("currencycode", "currency"), ("language", "language"), ("locale", "language"), ("lang", "language"), ("title", "title"), ("subject", "title"),
        ("headline", "title"), ("description", "sentence"), ("summary", "sentence"), ("comment", "sentence"), ("note", "sentence"), ("notes", "sentence"), ("message", "sentence"), ("body", "paragraph"),
        ("content", "paragraph"), ("color", "color"), ("colour", "color"), ("department", "department"), ("product", "product"), ("productname", "product"), ("slug", "slug"), ("password", "hash"),
        ("passwordhash", "hash"), ("hash", "hash"), ("token", "hash"), ("secret", "hash"), ("checksum", "hash"), ("filename", "file-name"), ("useragent", "user-agent"), ("timezone", "time-zone"),
    ];

    private static readonly Dictionary<string, string> ByWords = Names.ToDictionary(static n => n.Name, static n => n.Meaning, StringComparer.Ordinal);

    /// <summary>The meaning that a name tells: that of all its words, else of its last ones; null when it tells none.</summary>
    public static string? ByName(string name)
    {
        List<string> words = Words.Of(name);
        for (int i = 0; i < words.Count; i++)
        {
            if (ByWords.TryGetValue(string.Concat(words.Skip(i)), out string? meaning))
            {
                return meaning;
            }
        }

        return null;
    }
}
