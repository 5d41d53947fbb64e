using System.Collections.Immutable;
using Seatrial.Project.Loading;
using Seatrial.Project.Seeding;
using Seatrial.Seeding.Profiles;
using Seatrial.Seeding.Schema;

namespace Seatrial.Seeding.Planning;

/// <summary>
/// Rules as part of what is known: what a user wants of a column becomes a check, a unique key, a foreign key or a shape as if
/// the database and the profile said so, and is planned, solved and refused like theirs.
/// </summary>
internal sealed class RulesInForce
{
    private readonly Dictionary<ObjectName, SeedTableRule> _tables = [];
    private readonly Dictionary<ObjectName, long> _told = [];
    private readonly List<Refusal> _refusals = [];

    private RulesInForce(DatabaseSchema schema, SeedProfile profile) => (Schema, Profile) = (schema, profile);

    /// <summary>The structure with what is wanted beyond it.</summary>
    public DatabaseSchema Schema { get; private set; }

    /// <summary>The profile with what is wanted instead of it.</summary>
    public SeedProfile Profile { get; private set; }

    public IReadOnlyList<Refusal> Refusals => _refusals;

    /// <summary>What of all this a user said.</summary>
    public static RulesInForce Of(DatabaseSchema schema, SeedProfile profile, PlanSettings settings)
    {
        RulesInForce made = new(schema, profile);
        foreach (SeedTableRule rule in settings.Rules?.Tables ?? [])
        {
            if (made.Find(rule.Name, rule.Span.Line > 0 ? rule.Span.ToString() : null) is { } table)
            {
                made.Add(table, rule, settings.Today);
            }
        }

        foreach (SeedStoryRow row in settings.Rules?.Stories.SelectMany(static s => s.Rows) ?? [])
        {
            if (made.Find(row.Table, row.Span.Line > 0 ? row.Span.ToString() : null) is { } table)
            {
                made._told[table.Name] = made._told.GetValueOrDefault(table.Name) + 1;
            }
        }

        return made;
    }

    /// <summary>What is wanted of a table, or null.</summary>
    public SeedTableRule? Of(ObjectName table) => _tables.GetValueOrDefault(table);

    /// <summary>How many rows of a table stories want.</summary>
    public long RowsOfStories(ObjectName table) => _told.GetValueOrDefault(table);

    /// <summary>The table that a name means; null when it means none, or several.</summary>
    public Table? Named(string name)
    {
        Table[] found = [.. Schema.Tables.Where(t => t.Name.ToString() == name)];
        found = found.Length > 0 ? found : [.. Schema.Tables.Where(t => t.Name.Name == name)];
        return found.Length == 1 ? found[0] : null;
    }

    /// <summary>Why a table has no such column.</summary>
    public static Refusal NoColumn(Table table, string column, string? place)
    {
        string[] columns = [.. table.Columns.Select(static c => c.Name)];
        string remedy = Nearest.To(column, columns) is { } near ? $"Did you mean `{near}`?" : $"There are: {string.Join(", ", columns)}.";
        return new(table.Name, column, "there is no such column.", remedy) { Place = place };
    }

    private Table? Find(string name, string? place)
    {
        if (Named(name) is { } table)
        {
            return table;
        }

        bool isSeveral = Schema.Tables.Any(t => t.Name.Name == name);
        string? near = isSeveral ? null : Nearest.To(name, Schema.Tables.SelectMany(static t => new[] { t.Name.Name, t.Name.ToString() }));
        string remedy = isSeveral ? $"Write which: {string.Join(" or ", Schema.Tables.Where(t => t.Name.Name == name).Select(static t => t.Name.ToString()))}."
            : near is not null ? $"Did you mean `{near}`?"
            : $"There are: {string.Join(", ", Schema.Tables.Select(static t => t.Name.ToString()).Take(20))}.";
        _refusals.Add(new(new(string.Empty, name), null, isSeveral ? "several schemas have such a table." : "there is no such table.", remedy) { Place = place });
        return null;
    }

    private void Add(Table table, SeedTableRule rule, DateOnly today)
    {
        _tables[table.Name] = rule;
        TableProfile known = Profile.Find(table.Name) ?? new TableProfile(table.Name, 0);
        foreach (SeedColumnRule column in rule.Columns)
        {
            string? place = column.Span.Line > 0 ? column.Span.ToString() : null;
            if (table.Columns.FirstOrDefault(c => c.Name == column.Name) is not { } found)
            {
                _refusals.Add(NoColumn(table, column.Name, place));
                continue;
            }

            if (column.Nulls > 0 && !found.IsNullable)
            {
                _refusals.Add(new(table.Name, found.Name, "its rule wants nulls, and it takes none.", "Leave `nulls` out, or give a `value` that is not null.") { Place = place });
                continue;
            }

            if (RuleChecks.Alien(Schema, found, column, today) is { } alien)
            {
                _refusals.Add(new(table.Name, found.Name, $"`{alien}` is no {found.Type.Text}.", "Give values that the column can have.") { Place = place });
                continue;
            }

            table = RuleChecks.Of(Schema, found, column, today) is { } check ? table with { Checks = table.Checks.Add(check) } : table;
            table = column.IsUnique ? table with { UniqueKeys = table.UniqueKeys.Add(new($"the rule unique of {found.Name}", [new(found.Name, found.Name)])) } : table;
            table = Pointing(table, column, place);
            known = Shaped(known, column);
        }

        Schema = Schema with { Tables = [.. Schema.Tables.Select(t => t.Name == table.Name ? table : t)] };
        Profile = Profile with { Tables = [.. Profile.Tables.Where(t => t.Name != known.Name), known] };
    }

    private Table Pointing(Table table, SeedColumnRule rule, string? place)
    {
        if (rule.Table is null || rule.TableColumn is null || Find(rule.Table, place) is not { } target)
        {
            return table;
        }

        if (target.Columns.All(c => c.Name != rule.TableColumn))
        {
            _refusals.Add(NoColumn(target, rule.TableColumn, place));
            return table;
        }

        return table with { ForeignKeys = table.ForeignKeys.Add(new($"the rule references of {rule.Name}", [rule.Name], target.Name, [rule.TableColumn])) };
    }

    private static TableProfile Shaped(TableProfile table, SeedColumnRule rule)
    {
        ColumnProfile known = table.Find(rule.Name) ?? new ColumnProfile(rule.Name, 0);
        double all = rule.Choices.Sum(static c => c.Weight);
        ValueShape? shape = !rule.Choices.IsEmpty ? new ValueShape.Categories([.. rule.Choices.Select(c => new Category(c.Value, c.Weight / all, ValueSource.Structure, 0))], 0)
            : rule.Meaning is not null ? new ValueShape.Texts([], [], 1) { Meaning = rule.Meaning }
            : rule.Pattern is not null ? null
            : known.Shape;
        ColumnProfile wanted = known with { NullFraction = rule.Nulls ?? known.NullFraction, Shape = shape };
        return table with { Columns = [.. table.Columns.Where(c => c.Name != rule.Name), wanted] };
    }
}
