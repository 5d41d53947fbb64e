using System.Collections.Immutable;
using System.Globalization;
using Seatrial.Seeding.Checks;
using Seatrial.Seeding.Detection;
using Seatrial.Seeding.Schema;
using Seatrial.Seeding.Values;

namespace Seatrial.Seeding.Profiling;

/// <summary>Decides what may be told of the values of a table's columns.</summary>
internal sealed class ColumnRights
{
    private static readonly ImmutableArray<string> Truth = ["false", "true"];

    private readonly DatabaseSchema _schema;
    private readonly Table _table;
    private readonly ProfileSettings _settings;
    private readonly Lazy<RowRuleSet> _rules;

    public ColumnRights(DatabaseSchema schema, Table table, ProfileSettings settings)
    {
        _schema = schema;
        _table = table;
        _settings = settings;
        _rules = new(() => RowRules.Of(schema, table, new MakerSettings("en", settings.Today, string.Empty)));
    }

    /// <summary>What may be told of a column's values, or of the items of its lists.</summary>
    /// <param name="column">The column.</param>
    /// <param name="type">The type of the values.</param>
    /// <param name="meaning">What they are about.</param>
    public ColumnRight Of(Column column, DataType type, ColumnMeaning meaning)
    {
        bool isUnique = _table.UniqueKeys.Any(k => k.PlainColumns is [var only] && only == column.Name);
        bool isAllowed = _settings.Allowed.Contains($"{_table.Name}.{column.Name}") || _settings.Allowed.Contains($"{_table.Name.Name}.{column.Name}");
        bool isKey = isUnique || _table.ForeignKeys.Any(k => k.Columns.Contains(column.Name, StringComparer.Ordinal));
        return new(Known(column, type), !isKey && (isAllowed || !meaning.IsPersonal), isAllowed && meaning.IsPersonal, isUnique);
    }

    private ImmutableArray<string>? Known(Column column, DataType type) => type switch
    {
        DataType.Named named when _schema.FindType(named.Name) is UserType.Enumeration list => list.Labels,
        DataType.Scalar { Kind: ScalarKind.Boolean } => Truth,
        DataType.Scalar { Kind: ScalarKind.Text or ScalarKind.Integer } when Checks(column) && _rules.Value.RuleOf(column.Name)?.Allowed is { } allowed =>
            [.. allowed.Where(static v => v.Kind is CellKind.Text or CellKind.Integer).Select(static v => v.Kind == CellKind.Text ? v.Text : v.Number.ToString(CultureInfo.InvariantCulture)).Distinct(StringComparer.Ordinal)],
        _ => null,
    };

    private bool Checks(Column column) => column.Type is DataType.Named || _table.Checks.Any(c => c.Columns.Contains(column.Name, StringComparer.Ordinal));
}
