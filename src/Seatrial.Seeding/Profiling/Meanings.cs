using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Seatrial.Seeding.Schema;

namespace Seatrial.Seeding.Profiling;

/// <summary>What a column is about, by its name: what personal data it may hold.</summary>
internal static partial class Meanings
{
    /// <summary>Parts of names, in English, French, German and Spanish; more telling ones first.</summary>
    private static readonly (string Meaning, string[] Words)[] Names =
    [
        ("email", ["email", "mail", "courriel", "correo"]),
        ("phone", ["phone", "telephone", "mobile", "fax", "tel", "telefon", "telefono", "handy", "msisdn"]),
        ("iban", ["iban"]),
        ("card", ["creditcard", "cardnumber", "ccnumber", "pan", "card"]),
        ("national-id", ["ssn", "nin", "nif", "nie", "passport", "siren", "siret", "taxid", "vat", "nationalid", "personnummer", "pesel"]),
        ("first-name", ["firstname", "givenname", "forename", "prenom", "vorname", "nombre", "fname"]),
        ("last-name", ["lastname", "surname", "familyname", "nachname", "apellido", "lname"]),
        ("username", ["username", "login", "userid", "nickname", "handle"]),
        ("secret", ["password", "passwd", "pwd", "passwort", "secret", "token", "apikey", "hash", "salt", "motdepasse", "contrasena"]),
        ("birth-date", ["birthdate", "birthday", "dateofbirth", "dob", "geburtsdatum", "naissance", "nacimiento"]),
        ("street", ["street", "address", "adresse", "strasse", "rue", "calle", "direccion", "addr"]),
        ("postcode", ["postcode", "postalcode", "zip", "zipcode", "plz", "codepostal"]),
        ("city", ["city", "town", "ville", "stadt", "ort", "ciudad"]),
        ("state", ["state", "province", "region", "bundesland", "provincia"]),
        ("country", ["country", "pays", "land", "pais"]),
        ("company", ["company", "organisation", "organization", "firma", "societe", "empresa", "employer"]),
        ("ip", ["ip", "ipaddress", "remoteaddr"]),
        ("url", ["url", "website", "homepage", "link", "uri"]),
        ("full-name", ["fullname", "personname", "contactname", "displayname", "customername"]),
        ("title", ["title", "titel", "titre", "titulo"]),
        ("name", ["name", "nom"]),
        ("text", ["description", "comment", "note", "notes", "remark", "body", "message", "bemerkung", "commentaire"]),
    ];

    /// <summary>What is no personal data by itself.</summary>
    private static readonly FrozenSet<string> Harmless = new[] { "state", "country", "title" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>What a column's values mean, or null.</summary>
    public static string? Of(Column column)
    {
        string[] words = [.. Words().Matches(column.Name).Select(static m => m.Value.ToLowerInvariant())];
        string whole = string.Concat(words);
        foreach ((string meaning, string[] known) in Names)
        {
            if (known.Any(k => whole == k || words.Contains(k, StringComparer.Ordinal) || (k.Length > 4 && whole.Contains(k, StringComparison.Ordinal))))
            {
                return meaning;
            }
        }

        return null;
    }

    /// <summary>Whether values of a meaning are about people, so that none is released, however many share it.</summary>
    public static bool IsPersonal(string? meaning) => meaning is not null && !Harmless.Contains(meaning);

    [GeneratedRegex("\\p{Lu}+(?!\\p{Ll})|\\p{Lu}?\\p{Ll}+|\\p{N}+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Words();
}
