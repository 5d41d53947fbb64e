using System.Globalization;
using System.Text.RegularExpressions;
using Seatrial.Project.Masking;
using Seatrial.Seeding.Planning;
using Seatrial.Seeding.Schema;

namespace Seatrial.Seeding.Masking;

/// <summary>Whether what differed still differs: decided for every unique key before a row is read, not by luck while rows are loaded.</summary>
internal static class MaskUniqueness
{
    /// <summary>A key may collide once in so many loads.</summary>
    private const double Likely = 1e-6;

    /// <summary>Refuses the columns of keys whose values may become the same.</summary>
    public static void Check(MaskTable table, Action<Refusal> refuse)
    {
        foreach (UniqueKey key in table.Target.UniqueKeys)
        {
            // What has no mask was refused already, or is numbered by the database.
            if (key.Parts.Any(p => p.Column is { } name && table.Columns.All(c => c.Name != name)) || Holds(table, key) || table.Target.UniqueKeys.Any(k => k != key && k.Predicate is null && IsWithin(k, key) && Holds(table, k)))
            {
                continue;
            }

            MaskColumn[] lossy = [.. Columns(table, key).Where(c => c.Mask.Bits <= 0 || (IsCaseBlind(key, c) && !c.Mask.IsCaseSafe))];
            string columns = string.Join(", ", (lossy.Length > 0 ? lossy : [.. Columns(table, key)]).Select(static c => c.Name));
            refuse(new(table.Name, columns, $"unique in {key.Name}, and what becomes of it may be there twice.", "Take a rule that keeps values apart: `email`, `username`, `uuid`, `hash`, `fpe` where case counts, or `token`."));
        }
    }

    /// <summary>Refuses keys that have more rows than pseudonyms keep apart.</summary>
    public static void Check(MaskTable table, TableFacts facts, Action<Refusal> refuse)
    {
        foreach (UniqueKey key in table.Target.UniqueKeys)
        {
            MaskColumn[] columns = [.. Columns(table, key)];
            double bits = columns.Select(static c => c.Mask.Bits).Where(static b => b > 0).DefaultIfEmpty(double.PositiveInfinity).Min();
            double chance = Math.Pow(facts.Rows, 2) / Math.Pow(2, bits + 1);
            if (chance > Likely)
            {
                MaskColumn narrow = columns.First(c => c.Mask.Bits == bits);
                string rule = narrow.Rule is MaskRule.Pseudonym pseudonym ? pseudonym.Kind : "the rule";
                refuse(new(table.Name, narrow.Name, string.Create(CultureInfo.InvariantCulture, $"unique in {key.Name}, and `{rule}` has about {Math.Pow(2, bits):0.##E+0} values for {facts.Rows} rows: some might meet."), "Take `token`, which never does, or widen the column."));
            }
        }
    }

    private static bool Holds(MaskTable table, UniqueKey key)
    {
        MaskColumn[] columns = [.. Columns(table, key)];
        bool isNullKept = !key.NullsAreEqual && !key.IsPrimary;
        return columns.Any(c => isNullKept && c.Rule is MaskRule.Null && key.Parts.Any(p => p.Column == c.Name))
            || (columns.Length > 0 && columns.All(c => c.Mask.Bits > 0 && (!IsCaseBlind(key, c) || c.Mask.IsCaseSafe)));
    }

    private static bool IsWithin(UniqueKey inner, UniqueKey outer) =>
        inner.PlainColumns is { } few && outer.Parts.Select(static p => p.Column).OfType<string>().ToHashSet(StringComparer.Ordinal).IsSupersetOf(few);

    private static bool IsCaseBlind(UniqueKey key, MaskColumn column) => column.Column.IsCaseBlind || key.Parts.All(p => p.Column != column.Name);

    private static IEnumerable<MaskColumn> Columns(MaskTable table, UniqueKey key) =>
        table.Columns.Where(c => key.Parts.Any(p => p.Column == c.Name || (p.Column is null && Mentions(p.Text, c.Name))));

    private static bool Mentions(string expression, string column) =>
        Regex.IsMatch(expression, $@"(?<![\w$]){Regex.Escape(column)}(?![\w$])", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
}
