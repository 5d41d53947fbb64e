using Npgsql;
using Seatrial.Seeding.Schema;

namespace Seatrial.Seeding.Postgres;

/// <summary>The tables and views of a database.</summary>
internal sealed class PostgresRelations
{
    private readonly Dictionary<uint, ObjectName> _names;

    private PostgresRelations(List<Relation> tables, List<ObjectName> views)
    {
        Tables = tables;
        Views = views;
        _names = tables.ToDictionary(static t => t.Oid, static t => t.Table.Name);
    }

    public IReadOnlyList<Relation> Tables { get; }

    public IReadOnlyList<ObjectName> Views { get; }

    /// <summary>The name of a table that is among them.</summary>
    public ObjectName? NameOf(uint oid) => _names.TryGetValue(oid, out ObjectName name) ? name : null;

    public static async Task<PostgresRelations> ReadAsync(Catalog catalog, CancellationToken cancellationToken)
    {
        List<Row> rows = await catalog.ReadAsync(
            $"""
            select c.oid, n.nspname, c.relname, c.relkind::text, c.relispartition, pg_catalog.pg_get_expr(c.relpartbound, c.oid),
              p.partstrat::text, p.partattrs::int2[], c.relrowsecurity, c.relforcerowsecurity,
              case when p.partrelid is null then null else pg_catalog.pg_get_partkeydef(c.oid) end
            from pg_catalog.pg_class c
            join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            left join pg_catalog.pg_partitioned_table p on p.partrelid = c.oid
            where c.relkind in ('r', 'p', 'f', 'v', 'm') and c.relpersistence <> 't' and {Catalog.IsOurs} and not {Catalog.IsOfExtension}
            """,
            Read,
            cancellationToken);
        List<(uint Child, uint Parent)> parents = await catalog.ReadAsync(
            "select inhrelid, inhparent from pg_catalog.pg_inherits order by inhrelid, inhseqno",
            static r => (r.GetFieldValue<uint>(0), r.GetFieldValue<uint>(1)),
            cancellationToken);
        Dictionary<uint, ObjectName> names = rows.ToDictionary(static r => r.Oid, static r => r.Name);
        ILookup<uint, ObjectName> parentsOf = parents.Where(p => names.ContainsKey(p.Parent)).ToLookup(static p => p.Child, p => names[p.Parent]);
        return new(
            [
                .. rows.Where(static r => r.Kind is not ("v" or "m")).OrderBy(static r => r.Name, ObjectName.InOrder).Select(row => new Relation(row.Oid, TableOf(row, [.. parentsOf[row.Oid]]), row.Strategy, row.Attributes, row.KeyText)),
            ],
            [.. rows.Where(static r => r.Kind is "v" or "m").Select(static r => r.Name).Order(ObjectName.InOrder)]);
    }

    private static Table TableOf(Row row, ObjectName[] parents) => new(row.Name, row.Kind switch { "p" => TableKind.Partitioned, "f" => TableKind.Foreign, _ => TableKind.Plain })
    {
        PartitionOf = row.IsPartition && parents.Length > 0 ? new(parents[0], row.Bound ?? string.Empty) : null,
        Inherits = row.IsPartition ? [] : [.. parents],
        RowSecurity = new(row.HasRowSecurity, row.IsForced, []),
    };

    private static Row Read(NpgsqlDataReader r) => new(r.GetFieldValue<uint>(0), new(r.GetString(1), r.GetString(2)), r.GetString(3))
    {
        IsPartition = r.GetBoolean(4),
        Bound = Catalog.TextOrNull(r, 5),
        Strategy = Catalog.TextOrNull(r, 6),
        Attributes = r.IsDBNull(7) ? [] : r.GetFieldValue<short[]>(7),
        HasRowSecurity = r.GetBoolean(8),
        IsForced = r.GetBoolean(9),
        KeyText = Catalog.TextOrNull(r, 10),
    };

    /// <summary>A table, and what is told of it elsewhere by its number.</summary>
    internal sealed record Relation(uint Oid, Table Table, string? Strategy, short[] Attributes, string? KeyText)
    {
        /// <summary>How its rows are spread. Column by column where it is by columns only; with an expression in it, as the server writes the whole.</summary>
        public Partitioning? Partitioning(IEnumerable<PostgresColumn> columns)
        {
            if (Strategy is null)
            {
                return null;
            }

            PartitionStrategy strategy = Strategy switch { "r" => PartitionStrategy.Range, "l" => PartitionStrategy.List, _ => PartitionStrategy.Hash };
            Dictionary<short, string> names = columns.ToDictionary(static c => c.Number, static c => c.Column.Name);
            return Attributes.Contains((short)0)
                ? new(strategy, [new KeyPart(Column: null, PostgresText.CheckExpression(KeyText ?? string.Empty))])
                : new(strategy, [.. Attributes.Select(a => new KeyPart(names[a], names[a]))]);
        }
    }

    private sealed record Row(uint Oid, ObjectName Name, string Kind)
    {
        public bool IsPartition { get; init; }

        public string? Bound { get; init; }

        public string? Strategy { get; init; }

        public required short[] Attributes { get; init; }

        public bool HasRowSecurity { get; init; }

        public bool IsForced { get; init; }

        public string? KeyText { get; init; }
    }
}
