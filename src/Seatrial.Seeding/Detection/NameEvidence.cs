using Seatrial.Seeding.Schema;

namespace Seatrial.Seeding.Detection;

/// <summary>What a column is about by its name, its type and the name of its table.</summary>
internal static class NameEvidence
{
    /// <summary>Looks a column up; its values are not asked.</summary>
    /// <param name="table">The name of its table.</param>
    /// <param name="column">Its name.</param>
    /// <param name="kind">The kind of its values; of each, in a list.</param>
    public static Meaning Of(string table, string column, ScalarKind kind)
    {
        NameWords name = NameWords.Of(column);
        if (name.Words.Count == 0 || NameDictionary.Asking.Contains(name.Words[0]))
        {
            return Meaning.None;
        }

        foreach ((Meaning meaning, string[] phrases) in NameDictionary.Phrases)
        {
            if (Fits(meaning, kind) && phrases.Any(p => Says(name, p, meaning == Meaning.FreeText)))
            {
                return meaning is Meaning.Name or Meaning.Title && IsOfPeople(table) && name.Words is ["name" or "nom"] or [_, "name" or "nom"] ? Meaning.FullName : meaning;
            }
        }

        return Meaning.None;
    }

    /// <summary>Whether a table's name is that of people.</summary>
    public static bool IsOfPeople(string table) => NameWords.Of(table).Words is [.., var last] && NameDictionary.People.Contains(last);

    private static bool Says(NameWords name, string phrase, bool atEnd)
    {
        bool isPart = phrase[0] == '~';
        string[] words = (isPart ? phrase[1..] : phrase).Split(' ');
        for (int at = name.Words.Count - words.Length; at >= 0 && !(atEnd && at + words.Length < name.Words.Count); at--)
        {
            if (words.Index().All(w => name.Words[at + w.Index] == w.Item))
            {
                return !IsAbout(name, at + words.Length);
            }
        }

        if (string.Concat(words) == name.Whole)
        {
            return true;
        }

        return isPart && name.Whole.Contains(words[0], StringComparison.Ordinal) && !IsAbout(name, 1);
    }

    /// <summary>Whether what stands behind the thing says that it is not the thing itself; numbers do not: <c>address_2</c>.</summary>
    private static bool IsAbout(NameWords name, int behind) => behind < name.Words.Count && NameDictionary.About.Contains(name.Words[^1]);

    private static bool Fits(Meaning meaning, ScalarKind kind) => meaning switch
    {
        Meaning.Phone or Meaning.Postcode or Meaning.NationalId or Meaning.TaxId or Meaning.BankAccount or Meaning.Card => kind is ScalarKind.Text or ScalarKind.Integer or ScalarKind.Decimal,
        Meaning.BirthDate => kind is ScalarKind.Date or ScalarKind.Timestamp or ScalarKind.TimestampWithZone or ScalarKind.Text or ScalarKind.Integer,
        Meaning.Coordinates => kind is ScalarKind.Decimal or ScalarKind.Float or ScalarKind.Geometric or ScalarKind.Text or ScalarKind.Other,
        Meaning.Ip or Meaning.Mac => kind is ScalarKind.Text or ScalarKind.Network,
        Meaning.Secret => kind is ScalarKind.Text or ScalarKind.Blob,
        Meaning.Sensitive => kind is not (ScalarKind.Uuid or ScalarKind.Timestamp or ScalarKind.TimestampWithZone),
        _ => kind is ScalarKind.Text,
    };
}
