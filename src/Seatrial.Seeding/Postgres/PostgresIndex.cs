using Npgsql;
using Seatrial.Seeding.Schema;

namespace Seatrial.Seeding.Postgres;

/// <summary>An index that says no to some rows.</summary>
/// <param name="Table">The number of its table.</param>
/// <param name="Name">Its name.</param>
internal sealed record PostgresIndex(uint Table, string Name)
{
    public bool IsUnique { get; private init; }

    public bool IsPrimary { get; private init; }

    public bool NullsAreEqual { get; private init; }

    public string? Predicate { get; private init; }

    public required KeyPart[] Parts { get; init; }

    public static async Task<List<PostgresIndex>> ReadAsync(Catalog catalog, CancellationToken cancellationToken)
    {
        string nulls = catalog.Version.Major >= 15 ? "i.indnullsnotdistinct" : "false";
        return await catalog.ReadAsync(
            $"""
            select i.indrelid, x.relname, i.indisunique, i.indisprimary, {nulls}, pg_catalog.pg_get_expr(i.indpred, i.indrelid),
              array(select coalesce(a.attname::text, '') from unnest(i.indkey) with ordinality k(number, place)
                left join pg_catalog.pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.number and k.number <> 0
                where k.place <= i.indnkeyatts order by k.place),
              array(select pg_catalog.pg_get_indexdef(i.indexrelid, p, false) from generate_series(1, i.indnkeyatts) p order by p)
            from pg_catalog.pg_index i
            join pg_catalog.pg_class x on x.oid = i.indexrelid
            join pg_catalog.pg_class c on c.oid = i.indrelid
            join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            where (i.indisunique or i.indisexclusion) and i.indislive and {Catalog.IsOurs}
              and not exists (select from pg_catalog.pg_inherits h where h.inhrelid = i.indexrelid)
            order by i.indrelid, x.relname
            """,
            Read,
            cancellationToken);
    }

    /// <param name="deferrability">Of the constraint it serves; null when it serves none.</param>
    public UniqueKey UniqueKey(Deferrability? deferrability) => new(Name, [.. Parts])
    {
        IsPrimary = IsPrimary,
        IsConstraint = deferrability is not null,
        Predicate = Predicate,
        NullsAreEqual = NullsAreEqual,
        Deferrability = deferrability ?? Deferrability.None,
    };

    /// <param name="operators">Those by which two rows collide.</param>
    /// <param name="deferrability">Of the constraint.</param>
    public ExclusionConstraint Exclusion(string[] operators, Deferrability deferrability) =>
        new(Name, [.. Parts.Zip(operators, static (part, name) => part with { Operator = name })]) { Predicate = Predicate, Deferrability = deferrability };

    private static PostgresIndex Read(NpgsqlDataReader r) => new(r.GetFieldValue<uint>(0), r.GetString(1))
    {
        IsUnique = r.GetBoolean(2),
        IsPrimary = r.GetBoolean(3),
        NullsAreEqual = r.GetBoolean(4),
        Predicate = Catalog.TextOrNull(r, 5),
        Parts =
        [
            .. r.GetFieldValue<string[]>(6).Zip(
                r.GetFieldValue<string[]>(7),
                static (column, text) => column.Length > 0 ? new KeyPart(column, column) : new KeyPart(Column: null, text)),
        ],
    };
}
