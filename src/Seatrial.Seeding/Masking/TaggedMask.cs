using Seatrial.Seeding.Values;

namespace Seatrial.Seeding.Masking;

/// <summary>Pseudonyms with so many letters of an HMAC in them that no two values share one: addresses, names of users, hashes.</summary>
internal sealed class TaggedMask : IColumnMask
{
    private const string MailEnd = "@example.com", WebStart = "https://example.com/", DomainEnd = ".example.com";

    /// <summary>Fewer letters make collisions likely in tables of some size.</summary>
    private const int Fewest = 6;

    private const int Usual = 16;

    private readonly DomainHash _hash;
    private readonly int _letters;
    private readonly Func<string, CellRandom, string> _write;

    private TaggedMask(DomainHash hash, int letters, Func<string, CellRandom, string> write)
    {
        _hash = hash;
        _letters = letters;
        _write = write;
    }

    public double Bits => 5 * _letters;

    public bool IsCaseSafe => true;

    /// <summary>The mask of a kind; null when the kind has none, or it does not fit.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="hash">The domain.</param>
    /// <param name="locale">Whose names are used.</param>
    /// <param name="most">The most characters.</param>
    public static TaggedMask? Of(string kind, DomainHash hash, string locale, int most)
    {
        WordSource words = WordSource.Of(locale);
        return kind switch
        {
            "email" => Make(most - MailEnd.Length, (tag, random) => $"{Named(words, most - MailEnd.Length - tag.Length, random)}{tag}{MailEnd}"),
            "username" => Make(most, (tag, random) => $"{Named(words, most - tag.Length, random)}{tag}"),
            "url" => Make(most - WebStart.Length, static (tag, _) => WebStart + tag),
            "domain" => Make(most - DomainEnd.Length, static (tag, _) => tag + DomainEnd),
            "hash" => Make(most, static (tag, _) => tag, DomainHash.MostLetters),
            _ => null,
        };

        TaggedMask? Make(int room, Func<string, CellRandom, string> write, int usual = Usual) =>
            room < Fewest ? null : new(hash, Math.Min(usual, room), write);
    }

    public string? Mask(string value)
    {
        CellRandom random = _hash.Draws(value);
        return _write(_hash.Tag(_letters), random);
    }

    public void Dispose() => _hash.Dispose();

    private static string Named(WordSource words, int room, CellRandom random)
    {
        string first = words.PlainFirstNames[random.Below(words.PlainFirstNames.Length)], last = words.PlainLastNames[random.Below(words.PlainLastNames.Length)];
        return room > first.Length + last.Length + 1 ? $"{first}.{last}." : room > first.Length ? $"{first}." : string.Empty;
    }
}
