using Npgsql;
using Seatrial.Seeding.Schema;

namespace Seatrial.Seeding.Postgres;

/// <summary>A column, and the number it has in its table.</summary>
/// <param name="Table">The table's number.</param>
/// <param name="Number">Its own.</param>
/// <param name="Column">The column.</param>
internal sealed record PostgresColumn(uint Table, short Number, Column Column)
{
    public static async Task<ILookup<uint, PostgresColumn>> ReadAsync(Catalog catalog, PostgresTypes types, CancellationToken cancellationToken)
    {
        List<PostgresColumn> columns = await catalog.ReadAsync(
            $"""
            select a.attrelid, a.attnum, a.attname, a.atttypid, a.atttypmod, pg_catalog.format_type(a.atttypid, a.atttypmod),
              a.attnotnull, a.attidentity::text, a.attgenerated::text, pg_catalog.pg_get_expr(d.adbin, d.adrelid),
              case when a.attcollation <> t.typcollation then cn.nspname || '.' || co.collname end, co.collisdeterministic,
              sn.nspname, s.relname
            from pg_catalog.pg_attribute a
            join pg_catalog.pg_class c on c.oid = a.attrelid
            join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            join pg_catalog.pg_type t on t.oid = a.atttypid
            left join pg_catalog.pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
            left join pg_catalog.pg_collation co on co.oid = a.attcollation
            left join pg_catalog.pg_namespace cn on cn.oid = co.collnamespace
            left join lateral (
              select q.relname, q.relnamespace from pg_catalog.pg_depend o join pg_catalog.pg_class q on q.oid = o.objid and q.relkind = 'S'
              where o.classid = 'pg_catalog.pg_class'::regclass and o.refclassid = 'pg_catalog.pg_class'::regclass
                and o.refobjid = a.attrelid and o.refobjsubid = a.attnum and o.deptype in ('a', 'i')
              order by q.oid limit 1) s on true
            left join pg_catalog.pg_namespace sn on sn.oid = s.relnamespace
            where a.attnum > 0 and not a.attisdropped and c.relkind in ('r', 'p', 'f') and {Catalog.IsOurs}
            order by a.attrelid, a.attnum
            """,
            row => Read(row, types),
            cancellationToken);
        return columns.ToLookup(static c => c.Table);
    }

    private static PostgresColumn Read(NpgsqlDataReader row, PostgresTypes types)
    {
        uint type = row.GetFieldValue<uint>(3);
        bool isGenerated = row.GetString(8).Length > 0;
        Column column = new(row.GetString(2), types.Of(type, row.GetInt32(4), row.GetString(5)), !row.GetBoolean(6) && !types.HasNoNull(type))
        {
            Identity = row.GetString(7) switch { "a" => IdentityKind.Always, "d" => IdentityKind.ByDefault, _ => IdentityKind.None },
            Generated = isGenerated ? Catalog.TextOrNull(row, 9) : null,
            Default = isGenerated ? null : Catalog.TextOrNull(row, 9),
            Collation = Catalog.TextOrNull(row, 10),
            IsCaseBlind = types.IsCaseBlind(type) || (!row.IsDBNull(11) && !row.GetBoolean(11)),
            Sequence = row.IsDBNull(13) ? null : new ObjectName(row.GetString(12), row.GetString(13)),
        };
        return new(row.GetFieldValue<uint>(0), row.GetInt16(1), column);
    }
}
