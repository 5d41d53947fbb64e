using System.Text.RegularExpressions;
using Seatrial.Seeding.Schema;

namespace Seatrial.Seeding.Planning;

/// <summary>What checks and domains say of columns, as far as keys must know.</summary>
/// <param name="schema">The structure.</param>
internal sealed class TableRules(DatabaseSchema schema)
{
    private readonly Dictionary<ColumnName, bool> _constrained = [];

    /// <summary>Whether a check, a domain or the bounds of partitions limit what may stand in a column, beyond its being above zero.</summary>
    public bool Constrains(Table table, string column)
    {
        ColumnName name = new(table.Name, column);
        if (!_constrained.TryGetValue(name, out bool constrains))
        {
            constrains = table.Checks.Any(c => !IsPositive(c.Expression, column) && KeyColumns.Read(table, c.Expression).Contains(column, StringComparer.Ordinal))
                || HasConditions(table.Column(column).Type);
            _constrained[name] = constrains;
        }

        return constrains;
    }

    /// <summary>Whether a check wants that two foreign keys do not point at the same row.</summary>
    public static bool AreDistinct(Table table, ForeignKey one, ForeignKey other) => one.Columns.Length == 1 && other.Columns.Length == 1
        && table.Checks.Any(c => Regex.IsMatch(c.Expression, $"^\\(*\"?({Regex.Escape(one.Columns[0])}\"? <> \"?{Regex.Escape(other.Columns[0])}|{Regex.Escape(other.Columns[0])}\"? <> \"?{Regex.Escape(one.Columns[0])})\"?\\)*$", RegexOptions.None, TimeSpan.FromSeconds(1)));

    private static bool IsPositive(string expression, string column) =>
        Regex.IsMatch(expression, $"^\\(*\"?{Regex.Escape(column)}\"? >=? [01]\\)*$", RegexOptions.None, TimeSpan.FromSeconds(1));

    private bool HasConditions(DataType type) => type is DataType.Named named && schema.FindType(named.Name) is UserType.Domain domain && (domain.Checks.Length > 0 || HasConditions(domain.Base));
}
