using Npgsql;
using Seatrial.Seeding.Schema;

namespace Seatrial.Seeding.Postgres;

/// <summary>What the rows of a database must satisfy, by the number of their table.</summary>
internal sealed class PostgresConstraints
{
    public required ILookup<uint, UniqueKey> UniqueKeys { get; init; }

    public required ILookup<uint, ForeignKey> ForeignKeys { get; init; }

    public required ILookup<uint, CheckConstraint> Checks { get; init; }

    public required ILookup<uint, ExclusionConstraint> Exclusions { get; init; }

    public static async Task<PostgresConstraints> ReadAsync(Catalog catalog, PostgresRelations relations, ILookup<uint, PostgresColumn> columns, CancellationToken cancellationToken)
    {
        // What a partition has because its table has it is told of the table alone.
        List<Row> rows = await catalog.ReadAsync(
            """
            select conrelid, conname, contype::text, conkey, confrelid, confkey, confupdtype::text, confdeltype::text, confmatchtype::text,
              condeferrable, condeferred, convalidated, pg_catalog.pg_get_constraintdef(oid),
              array(select o.oprname::text from unnest(conexclop) with ordinality e(id, place) join pg_catalog.pg_operator o on o.oid = e.id order by e.place)
            from pg_catalog.pg_constraint
            where conrelid <> 0 and conparentid = 0 and contype in ('f', 'c', 'x', 'u', 'p')
            order by conrelid, conname
            """,
            Read,
            cancellationToken);
        List<PostgresIndex> indexes = await PostgresIndex.ReadAsync(catalog, cancellationToken);
        Dictionary<(uint, string), Row> byName = rows.ToDictionary(static r => (r.Table, r.Name));
        return new PostgresConstraints
        {
            ForeignKeys = rows.Where(r => r.Type == 'f' && relations.NameOf(r.Table) is not null && relations.NameOf(r.Target) is not null)
                .ToLookup(static r => r.Table, r => ForeignKeyOf(r, relations.NameOf(r.Target)!.Value, columns)),
            Checks = rows.Where(static r => r.Type == 'c').ToLookup(static r => r.Table, r => new CheckConstraint(r.Name, PostgresText.CheckExpression(r.Text))
            {
                Columns = [.. Names(columns[r.Table], r.Columns)],
                IsValidated = r.IsValidated,
            }),
            UniqueKeys = indexes.Where(static i => i.IsUnique).ToLookup(static i => i.Table, i => i.UniqueKey(byName.GetValueOrDefault((i.Table, i.Name))?.Deferrability)),
            Exclusions = indexes.Where(i => !i.IsUnique && byName.ContainsKey((i.Table, i.Name)))
                .ToLookup(static i => i.Table, i => i.Exclusion(byName[(i.Table, i.Name)].Operators, byName[(i.Table, i.Name)].Deferrability)),
        };
    }

    private static ForeignKey ForeignKeyOf(Row row, ObjectName target, ILookup<uint, PostgresColumn> columns) =>
        new(row.Name, [.. Names(columns[row.Table], row.Columns)], target, [.. Names(columns[row.Target], row.TargetColumns)])
        {
            OnUpdate = Action(row.OnUpdate),
            OnDelete = Action(row.OnDelete),
            IsMatchFull = row.Match == "f",
            Deferrability = row.Deferrability,
            IsValidated = row.IsValidated,
        };

    private static IEnumerable<string> Names(IEnumerable<PostgresColumn> columns, short[] numbers)
    {
        Dictionary<short, string> names = columns.ToDictionary(static c => c.Number, static c => c.Column.Name);
        return numbers.Where(names.ContainsKey).Select(n => names[n]);
    }

    private static ReferentialAction Action(string letter) => letter switch
    {
        "r" => ReferentialAction.Restrict,
        "c" => ReferentialAction.Cascade,
        "n" => ReferentialAction.SetNull,
        "d" => ReferentialAction.SetDefault,
        _ => ReferentialAction.NoAction,
    };

    private static Row Read(NpgsqlDataReader r) => new(r.GetFieldValue<uint>(0), r.GetString(1), r.GetString(2)[0])
    {
        Columns = r.IsDBNull(3) ? [] : r.GetFieldValue<short[]>(3),
        Target = r.GetFieldValue<uint>(4),
        TargetColumns = r.IsDBNull(5) ? [] : r.GetFieldValue<short[]>(5),
        OnUpdate = r.GetString(6),
        OnDelete = r.GetString(7),
        Match = r.GetString(8),
        Deferrability = !r.GetBoolean(9) ? Deferrability.None : r.GetBoolean(10) ? Deferrability.Always : Deferrability.OnRequest,
        IsValidated = r.GetBoolean(11),
        Text = r.GetString(12),
        Operators = r.GetFieldValue<string[]>(13),
    };

    private sealed record Row(uint Table, string Name, char Type)
    {
        public required short[] Columns { get; init; }

        public uint Target { get; init; }

        public required short[] TargetColumns { get; init; }

        public required string OnUpdate { get; init; }

        public required string OnDelete { get; init; }

        public required string Match { get; init; }

        public Deferrability Deferrability { get; init; }

        public bool IsValidated { get; init; }

        public required string Text { get; init; }

        public required string[] Operators { get; init; }
    }
}
