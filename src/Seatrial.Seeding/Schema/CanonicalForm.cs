using System.Globalization;
using System.Text;

namespace Seatrial.Seeding.Schema;

/// <summary>
/// A structure as a list that is the same whenever the structure is: in an order of its own, whatever the order in which
/// columns and constraints were made. The partitions of a table are not in it: a new month is no change of structure.
/// </summary>
internal static class CanonicalForm
{
    public static IReadOnlyList<StructureItem> Of(DatabaseSchema schema) =>
    [
        .. schema.Types.Select(Of)
            .Concat(schema.Views.Select(static v => new StructureItem("view", Name(v), string.Empty)))
            .Concat(schema.Tables.Where(static t => t.PartitionOf is null).SelectMany(Of))
            .OrderBy(static i => i.Kind, StringComparer.Ordinal)
            .ThenBy(static i => i.Name, StringComparer.Ordinal)
            .ThenBy(static i => i.Text, StringComparer.Ordinal),
    ];

    /// <summary>The whole as text, for people and for tests.</summary>
    public static string Text(DatabaseSchema schema)
    {
        StringBuilder text = new();
        foreach (StructureItem item in Of(schema))
        {
            text.Append(item.Kind).Append(' ').Append(item.Name).Append(item.Text.Length > 0 ? ": " : string.Empty).Append(item.Text).Append('\n');
        }

        return text.ToString();
    }

    private static StructureItem Of(UserType type) => type switch
    {
        UserType.Enumeration list => new("type", Name(type.Name), "enum " + string.Join(", ", list.Labels.Select(Quoted))),
        UserType.Composite composite => new("type", Name(type.Name), "composite " + string.Join(", ", composite.Attributes.Select(static a => $"{a.Name} {a.Type.Text}"))),
        UserType.Range range => new("type", Name(type.Name), $"{(range.IsSeveral ? "multirange" : "range")} of {range.Element.Text}"),
        UserType.Domain domain => new("type", Name(type.Name), Words(
        [
            $"domain of {domain.Base.Text}",
            domain.IsNotNull ? "not null" : null,
            domain.Default is { } value ? $"default {value}" : null,
            .. domain.Checks.OrderBy(static c => c.Name, StringComparer.Ordinal).Select(static c => $"check {c.Name} {c.Expression}"),
        ])),
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };

    private static IEnumerable<StructureItem> Of(Table table)
    {
        string name = Name(table.Name);
        yield return new("table", name, Words(
            table.Kind.ToString().ToLowerInvariant(),
            table.Partitioning is { } spread ? $"by {spread.Strategy.ToString().ToLowerInvariant()} ({Parts(spread.Parts)})" : null,
            table.Inherits.Length > 0 ? $"inherits {string.Join(", ", table.Inherits.Order(ObjectName.InOrder).Select(Name))}" : null,
            table.RowSecurity.IsEnabled ? "row security" : null,
            table.RowSecurity.IsForced ? "forced" : null));
        foreach (StructureItem item in table.Columns.Select(c => Of(name, c))
                     .Concat(table.UniqueKeys.Select(k => Of(name, k)))
                     .Concat(table.ForeignKeys.Select(k => Of(name, k)))
                     .Concat(table.Checks.Select(c => new StructureItem("check", Name(name, c.Name), Words(c.Expression, c.IsValidated ? null : "not valid"))))
                     .Concat(table.Exclusions.Select(e => new StructureItem("exclusion", Name(name, e.Name), Words(Parts(e.Parts), Where(e.Predicate), Of(e.Deferrability)))))
                     .Concat(table.Triggers.Select(t => new StructureItem("trigger", Name(name, t.Name), Words(t.Text, t.IsDisabled ? "disabled" : null))))
                     .Concat(table.Rules.Select(r => new StructureItem("rule", Name(name, r.Name), r.Text)))
                     .Concat(table.RowSecurity.Policies.Select(p => new StructureItem("policy", Name(name, p.Name), p.Text))))
        {
            yield return item;
        }
    }

    private static StructureItem Of(string table, Column column) => new("column", Name(table, column.Name), Words(
        column.Type.Text,
        column.IsNullable ? null : "not null",
        column.Identity == IdentityKind.None ? null : $"identity {(column.Identity == IdentityKind.Always ? "always" : "by default")}",
        column.Generated is { } of ? $"generated as {of}" : null,
        column.Default is { } value ? $"default {value}" : null,
        column.Collation is { } collation ? $"collate {collation}" : null));

    private static StructureItem Of(string table, UniqueKey key) => new(key.IsPrimary ? "primary key" : "unique", Name(table, key.Name), Words(
        $"({Parts(key.Parts)})",
        key.IsConstraint ? null : "index",
        key.NullsAreEqual ? "nulls not distinct" : null,
        Where(key.Predicate),
        Of(key.Deferrability)));

    private static StructureItem Of(string table, ForeignKey key) => new("foreign key", Name(table, key.Name), Words(
        $"({string.Join(", ", key.Columns)}) to {Name(key.Target)} ({string.Join(", ", key.TargetColumns)})",
        key.IsMatchFull ? "match full" : null,
        key.OnDelete == ReferentialAction.NoAction ? null : $"on delete {Of(key.OnDelete)}",
        key.OnUpdate == ReferentialAction.NoAction ? null : $"on update {Of(key.OnUpdate)}",
        Of(key.Deferrability),
        key.IsValidated ? null : "not valid"));

    private static string Of(ReferentialAction action) => action switch
    {
        ReferentialAction.NoAction => "no action",
        ReferentialAction.SetNull => "set null",
        ReferentialAction.SetDefault => "set default",
        _ => action.ToString().ToLowerInvariant(),
    };

    private static string? Of(Deferrability deferrability) => deferrability switch
    {
        Deferrability.OnRequest => "deferrable",
        Deferrability.Always => "deferrable initially deferred",
        _ => null,
    };

    private static string? Where(string? predicate) => predicate is null ? null : $"where {predicate}";

    private static string Parts(IEnumerable<KeyPart> parts) =>
        string.Join(", ", parts.Select(static p => p.Operator is null ? p.Text : string.Create(CultureInfo.InvariantCulture, $"{p.Text} with {p.Operator}")));

    private static string Name(ObjectName name) => name.Schema.Length == 0 ? Part(name.Name) : Name(Part(name.Schema), name.Name);

    private static string Name(string of, string name) => $"{of}.{Part(name)}";

    /// <summary>A part of a full name; in quotes where the whole could be read in two ways.</summary>
    private static string Part(string name) =>
        name.AsSpan().ContainsAny(". \"\n") || name.Length == 0 ? $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : name;

    private static string Quoted(string label) => $"'{label.Replace("'", "''", StringComparison.Ordinal)}'";

    private static string Words(params IEnumerable<string?> words) => string.Join(' ', words.Where(static w => !string.IsNullOrEmpty(w)));
}
