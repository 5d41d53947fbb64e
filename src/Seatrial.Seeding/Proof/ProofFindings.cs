using System.Collections.Immutable;
using System.Globalization;

namespace Seatrial.Seeding.Proof;

/// <summary>Alarms in words, without a word of production.</summary>
internal static class ProofFindings
{
    private const int Shown = 3;

    /// <summary>One alarm for each column and way of reading, the least likely question's.</summary>
    public static IEnumerable<ProofFinding> OfTests(IReadOnlyList<ProofTest> alarms) =>
        alarms.GroupBy(static a => (a.Table, a.Column, a.Kind)).Select(static g => Of(g.MinBy(static a => a.Probability)!)).OrderBy(static f => f.Probability);

    public static IEnumerable<ProofFinding> OfTexts(IReadOnlyList<TextHit> hits, IReadOnlyList<TextHit> released) =>
        hits.GroupBy(static h => h.Place, StringComparer.Ordinal).Select(static g => new ProofFinding("text", g.Key, Name(g.First().Kind), g.First().Kind == ReadingKind.Shingle ? "A passage of a text of production stands there." : "Something that few people of production share stands there.")
        {
            Hits = g.Count(),
            Fingerprints = Prints(g.Select(static h => h.Print)),
        }).Concat(released.GroupBy(static h => h.Place, StringComparer.Ordinal).Select(static g => new ProofFinding("profile", g.Key, Name(ReadingKind.Own), "The profile releases values that fewer people of production share than it says.")
        {
            Hits = g.Count(),
            Fingerprints = Prints(g.Select(static h => h.Print)),
        }));

    public static ProofFinding OfSequence(ScanSequence sequence) =>
        new("sequence", sequence.Name.ToString(), "position", "It stands where production's does, and no row of the target needs that: it tells how many production has.") { Hits = 1 };

    private static ProofFinding Of(ProofTest alarm)
    {
        string place = alarm.Column < 0 ? alarm.Table.Table.Name.ToString() : $"{alarm.Table.Table.Name}.{alarm.Table.Shown(alarm.Column)}";
        ImmutableArray<Hit> hits = [.. alarm.Tally.Hits.Take(Shown)];
        string kind = alarm.Kind switch { ReadingKind.Pair => "pair", ReadingKind.Row => "row", _ when alarm.Question == ProofQuestion.Impossible => "value", _ => "excess" };
        return new(kind, place, Name(alarm.Kind), Message(alarm))
        {
            Hits = alarm.Question == ProofQuestion.TooManyCommon ? alarm.Tally.Common : alarm.Question == ProofQuestion.TooManyRare ? alarm.Tally.Rare : alarm.Tally.Rare + alarm.Tally.Common,
            Expected = alarm.Expected,
            Probability = alarm.Probability,
            Fingerprints = Prints(hits.Select(static h => h.Print)),
            Rows = [.. hits.Select(static h => h.Place).Distinct(StringComparer.Ordinal)],
        };
    }

    private static string Message(ProofTest alarm)
    {
        string what = alarm.Kind switch
        {
            ReadingKind.Own => "values of the same column of production",
            ReadingKind.Value => "values of production",
            ReadingKind.Digits => "digits of values of production",
            ReadingKind.Local => "names before the @ of production's addresses",
            ReadingKind.Prefix => "beginnings of values of production",
            ReadingKind.Word => "words of values of production",
            ReadingKind.Shingle => "passages of texts of production",
            ReadingKind.Pair => "pairs of values of a row of production",
            _ => "rows of production, keys aside",
        };
        return alarm.Question == ProofQuestion.Impossible
            ? $"There are {what} that chance cannot have made."
            : string.Create(CultureInfo.InvariantCulture, $"There are more {what} than chance makes: {(alarm.Question == ProofQuestion.TooManyCommon ? alarm.Tally.Common : alarm.Tally.Rare):N0} of {alarm.Tally.Lookups:N0}, where {alarm.Expected:N1} were to be expected.");
    }

    private static string Name(ReadingKind kind) => kind.ToString().ToLowerInvariant();

    private static ImmutableArray<string> Prints(IEnumerable<ulong> prints) => [.. prints.Distinct().Take(Shown).Select(static p => (p >> 32).ToString("x8", CultureInfo.InvariantCulture))];
}
