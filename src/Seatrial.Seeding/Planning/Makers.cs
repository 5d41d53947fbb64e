using Seatrial.Seeding.Checks;
using Seatrial.Seeding.Profiles;
using Seatrial.Seeding.Schema;
using Seatrial.Seeding.Values;

namespace Seatrial.Seeding.Planning;

/// <summary>Knows what to put into columns that no key decides.</summary>
/// <param name="schema">The structure.</param>
/// <param name="profile">What is known of production.</param>
/// <param name="plan">What was asked for.</param>
internal sealed class Makers(DatabaseSchema schema, SeedProfile profile, PlanSettings plan)
{
    private readonly MakerSettings _settings = new(plan.Rules?.Locale ?? plan.Locale, plan.Today, Tag(plan.Run));
    private readonly Dictionary<ObjectName, RowRuleSet> _rules = [];

    /// <summary>What the checks of a table ask of its rows.</summary>
    public RowRuleSet RulesOf(Table table)
    {
        if (!_rules.TryGetValue(table.Name, out RowRuleSet? rules))
        {
            _rules[table.Name] = rules = ReadRules(table);
        }

        return rules;
    }

    /// <summary>The same, of a table with checks that it does not have.</summary>
    public RowRuleSet ReadRules(Table table) => RowRules.Of(schema, table, _settings);

    /// <summary>Values that may repeat.</summary>
    public ValueMakerResult For(Table table, Column column, ColumnRule? rule) =>
        ValueMakers.For(schema, table, column, profile.Find(table.Name)?.Find(column.Name), rule, _settings);

    /// <summary>Values that do not repeat; null when there are none for the type.</summary>
    /// <param name="table">The table.</param>
    /// <param name="column">The column.</param>
    /// <param name="ignoreCase">Whether upper and lower case are the same.</param>
    public IUniqueMaker? UniqueFor(Table table, Column column, bool ignoreCase) =>
        ValueMakers.UniqueFor(
            schema,
            table,
            column with { IsCaseBlind = column.IsCaseBlind || ignoreCase },
            profile.Find(table.Name)?.Find(column.Name),
            RulesOf(Partitions.WithBounds(schema, table)).RuleOf(column.Name),
            _settings) is UniqueMakerResult.Made made ? made.Maker : null;

    /// <summary>Makes the columns of a table's rows that are not given.</summary>
    public RowMakerResult RowsOf(Table table, RowRuleSet rules, ulong seed, IReadOnlySet<string> given) =>
        RowMakers.For(schema, table, profile.Find(table.Name), rules, _settings, seed, given);

    /// <summary>The end of a run's name, which tells it from others.</summary>
    private static string Tag(string run)
    {
        string letters = string.Concat(run.ToLowerInvariant().Where(char.IsAsciiLetterOrDigit));
        return letters.Length <= 8 ? letters : letters[^8..];
    }
}
