using System.Text.RegularExpressions;
using Seatrial.Seeding.Checks;
using Seatrial.Seeding.Schema;
using Seatrial.Seeding.Values;

namespace Seatrial.Seeding.Planning;

/// <summary>Finds what only the database can tell of the rows of a table.</summary>
internal static partial class Trials
{
    /// <summary>What is to be tried; null when nothing is, or when rows that were made anew could not be found again.</summary>
    /// <param name="schema">The database.</param>
    /// <param name="plan">The table.</param>
    /// <param name="rules">What its checks ask.</param>
    public static Trial? Of(DatabaseSchema schema, TablePlan plan, RowRuleSet rules)
    {
        HashSet<string> unsolved = [.. rules.Unsolved.Where(static u => !u.IsTriedHere).Select(static u => u.Name)];
        if (unsolved.Count == 0 || plan.Key.IsEmpty)
        {
            return null;
        }

        List<CheckConstraint> checks = [.. plan.Table.Checks.Where(c => unsolved.Contains(c.Name))];
        List<Trial.Based> based = [];
        foreach (Column column in plan.Table.Columns.Where(static c => c.IsWritable))
        {
            CheckConstraint[] own = [.. DomainChecks(schema, column.Type)];
            if (!own.Any(c => unsolved.Contains(c.Name)))
            {
                continue;
            }

            based.Add(new(column.Name, DataTypes.Plain(schema, column.Type).Text));
            checks.AddRange(own.Select(c => c with { Expression = Value().Replace(c.Expression, $"\"{column.Name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"") }));
        }

        return checks.Count == 0 ? null : new([.. checks.Select(static c => c.Name).Distinct(StringComparer.Ordinal)], [.. checks.Select(static c => c.Expression)], [.. based]);
    }

    private static IEnumerable<CheckConstraint> DomainChecks(DatabaseSchema schema, DataType type)
    {
        while (type is DataType.Named named && schema.FindType(named.Name) is UserType.Domain domain)
        {
            foreach (CheckConstraint check in domain.Checks)
            {
                yield return check;
            }

            type = domain.Base;
        }
    }

    [GeneratedRegex(@"\bVALUE\b(?=(?:[^']*'[^']*')*[^']*$)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Value();
}
