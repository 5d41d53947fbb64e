using Seatrial.Seeding.Schema;

namespace Seatrial.Seeding.Detection;

/// <summary>
/// Tells what a column is about, from its name, its type and some of its values. Where the two speak against each other,
/// a form with check digits counts more than a name, and a name more than a form that other things have, too; for whether it
/// is treated as personal data either is enough.
/// </summary>
internal static class ColumnDetector
{
    private const int Fewest = 5;
    private const double Most = 0.7;
    private const double Many = 0.5;
    private const double Hardly = 0.2;

    /// <summary>Looks at a column.</summary>
    /// <param name="table">The name of its table.</param>
    /// <param name="column">Its name.</param>
    /// <param name="kind">The kind of its values; of each, in a list.</param>
    /// <param name="values">Some of its values as text; empty when none can be looked at.</param>
    public static ColumnMeaning Of(string table, string column, ScalarKind kind, IReadOnlyCollection<string> values)
    {
        Meaning named = NameEvidence.Of(table, column, kind);
        string[] texts = [.. values.Where(static v => !string.IsNullOrWhiteSpace(v)).Select(ValueForms.Looked)];
        if (texts.Length < Fewest)
        {
            return new(named, MeaningText.IsPersonal(named));
        }

        Meaning strong = kind is ScalarKind.Text ? Found(ValueForms.Strong, texts, Most) : Meaning.None;
        bool isContradicted = named != Meaning.None && texts.Count(t => ValueForms.MayBe(named, t)) < texts.Length * Hardly;
        Meaning weak = kind is ScalarKind.Text && strong == Meaning.None && (named is Meaning.None or Meaning.Name or Meaning.Title || isContradicted) ? Found(ValueForms.Weak, texts, Many) : Meaning.None;
        Meaning meaning = strong != Meaning.None && !IsKindOf(named, strong) ? strong
            : named != Meaning.None && !isContradicted && !(named is Meaning.Name or Meaning.Title && weak is Meaning.FullName) ? named
            : weak;
        return new(meaning, MeaningText.IsPersonal(meaning) || MeaningText.IsPersonal(named) || MeaningText.IsPersonal(weak));
    }

    /// <summary>Whether a name tells more of a form than the form does: a token may be a UUID, a tax number that of a person.</summary>
    private static bool IsKindOf(Meaning named, Meaning form) => (named, form) switch
    {
        (Meaning.Secret, Meaning.Uuid) => true,
        (Meaning.TaxId or Meaning.BankAccount or Meaning.Phone or Meaning.Card, Meaning.NationalId) => true,
        (Meaning.TaxId or Meaning.BankAccount or Meaning.Phone or Meaning.NationalId, Meaning.Card) => true,
        (Meaning.Version, Meaning.Ip) => true,
        _ => false,
    };

    private static Meaning Found(IEnumerable<(Meaning Meaning, Func<string, bool> Is)> forms, string[] texts, double share)
    {
        foreach ((Meaning meaning, Func<string, bool> isOne) in forms)
        {
            if (texts.Count(isOne) >= texts.Length * share)
            {
                return meaning;
            }
        }

        return Meaning.None;
    }
}
