using System.Globalization;
using Seatrial.Project.Seeding;
using Seatrial.Seeding.Checks;
using Seatrial.Seeding.Schema;

namespace Seatrial.Seeding.Planning;

/// <summary>What rules want of values, as the checks of a table that they would be.</summary>
internal static class RuleChecks
{
    private const string Prefix = "the rule of ";

    /// <summary>The check that a rule is; null when it is none.</summary>
    public static CheckConstraint? Of(SeedColumnRule rule, DateOnly today)
    {
        string column = $"\"{rule.Name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
        string? expression = rule switch
        {
            { Choices: [var only] } => $"({column} = {Literal(only.Value, today)})",
            { Choices.IsEmpty: false } => $"({column} = ANY (ARRAY[{string.Join(", ", rule.Choices.Select(c => Literal(c.Value, today)))}]))",
            { Low: { } low, High: { } high } => $"(({column} >= {Literal(low, today)}) AND ({column} <= {Literal(high, today)}))",
            { Pattern: { } pattern } => $"({column} ~ {Literal($"^(?:{pattern})$", today)})",
            _ => null,
        };
        return expression is null ? null : new($"{Prefix}{rule.Name}", expression) { Columns = [rule.Name] };
    }

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

    private static string Literal(string value, DateOnly today)
    {
        string text = SeedDays.Of(value, today);
        return decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _) && !text.StartsWith('+')
            ? $"'{text}'"
            : $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
    }
}
