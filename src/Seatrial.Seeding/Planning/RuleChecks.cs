using System.Globalization;
using Seatrial.Project.Seeding;
using Seatrial.Seeding.Checks;
using Seatrial.Seeding.Schema;
using Seatrial.Seeding.Values;

namespace Seatrial.Seeding.Planning;

/// <summary>What rules want of values, as the checks of a table that they would be.</summary>
internal static class RuleChecks
{
    private const string Prefix = "the rule of ";

    /// <summary>The check that a rule is; null when it is none.</summary>
    /// <param name="schema">The structure, for its types.</param>
    /// <param name="column">The column.</param>
    /// <param name="rule">What is wanted of it.</param>
    /// <param name="today">The day of the run.</param>
    public static CheckConstraint? Of(DatabaseSchema schema, Column column, SeedColumnRule rule, DateOnly today)
    {
        string name = $"\"{rule.Name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
        string Literal(string value) => RuleChecks.Literal(schema, column.Type, SeedDays.Of(value, today));
        string? expression = rule switch
        {
            { Choices: [var only] } => $"({name} = {Literal(only.Value)})",
            { Choices.IsEmpty: false } => $"({name} = ANY (ARRAY[{string.Join(", ", rule.Choices.Select(c => Literal(c.Value)))}]))",
            { Low: { } low, High: { } high } => $"(({name} >= {Literal(low)}) AND ({name} <= {Literal(high)}))",
            { Pattern: { } pattern } => $"({name} ~ {Quoted($"^(?:{pattern})$")})",
            _ => null,
        };
        return expression is null ? null : new($"{Prefix}{rule.Name}", expression) { Columns = [rule.Name] };
    }

    /// <summary>The first value of a rule that the column's type has not; null when it has all.</summary>
    public static string? Alien(DatabaseSchema schema, Column column, SeedColumnRule rule, DateOnly today) =>
        rule.Choices.Select(static c => c.Value).Concat(new[] { rule.Low, rule.High }.OfType<string>())
            .FirstOrDefault(value => CellText.Read(schema, column.Type, SeedDays.Of(value, today)).IsNull);

    /// <summary>Refuses rules that cannot be kept: what is a user's word is not left to luck.</summary>
    public static void Judge(Planner planner, Table table, RowRuleSet rules)
    {
        foreach (UnsolvedCheck check in rules.Unsolved.Where(static c => c.Name.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            string column = check.Name[Prefix.Length..];
            planner.Refuse(new(table.Name, column, $"its rule cannot be kept for values of the type {table.Column(column).Type.Text}.", "Write it another way: `oneOf` with the values themselves, or a `range`.")
            {
                Place = planner.Wanted.Of(table.Name)?.Columns.FirstOrDefault(c => c.Name == column)?.Span is { Line: > 0 } span ? span.ToString() : null,
            });
        }
    }

    /// <summary>A value as the database writes it: typed, so that it compares as its column does.</summary>
    private static string Literal(DatabaseSchema schema, DataType type, string text) => (DataTypes.Plain(schema, type) as DataType.Scalar)?.Kind switch
    {
        ScalarKind.Integer or ScalarKind.Decimal or ScalarKind.Float when decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number) =>
            number < 0 ? $"({number.ToString(CultureInfo.InvariantCulture)})" : number.ToString(CultureInfo.InvariantCulture),
        ScalarKind.Boolean => Quoted(text) + "::boolean",
        ScalarKind.Date => Quoted(text) + "::date",
        ScalarKind.Timestamp => Quoted(text) + "::timestamp",
        ScalarKind.TimestampWithZone => Quoted(text) + "::timestamptz",
        ScalarKind.Time => Quoted(text) + "::time",
        _ => Quoted(text),
    };

    private static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
