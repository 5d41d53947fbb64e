using System.Collections.Frozen;
using Seatrial.Seeding.Proof;

namespace Seatrial.Seeding.Postgres;

/// <summary>How the values of each type are understood by a scan.</summary>
internal sealed class PostgresScanTypes
{
    /// <summary>Types of extensions, and of the server's odd category, whose text is what it says.</summary>
    private static readonly FrozenSet<string> Texts = new[]
    {
        "citext", "hstore", "ltree", "lquery", "ltxtquery", "uuid", "xml", "tsvector", "tsquery", "macaddr", "macaddr8", "pg_lsn", "jsonpath", "txid_snapshot", "pg_snapshot", "xid", "xid8", "cid", "tid", "isbn", "ean13",
    }.ToFrozenSet(StringComparer.Ordinal);

    private readonly Dictionary<uint, Row> _types;

    private PostgresScanTypes(Dictionary<uint, Row> types) => _types = types;

    public static async Task<PostgresScanTypes> ReadAsync(Catalog catalog, CancellationToken cancellationToken)
    {
        List<Row> types = await catalog.ReadAsync(
            """
            select t.oid, t.typname, n.nspname = 'pg_catalog', t.typtype::text, t.typcategory::text, t.typbasetype, case when t.typcategory = 'A' then t.typelem else 0::oid end
            from pg_catalog.pg_type t join pg_catalog.pg_namespace n on n.oid = t.typnamespace
            """,
            static r => new Row(r.GetFieldValue<uint>(0), r.GetString(1), r.GetBoolean(2), r.GetString(3), r.GetString(4), r.GetFieldValue<uint>(5), r.GetFieldValue<uint>(6)),
            cancellationToken);
        return new(types.ToDictionary(static t => t.Oid));
    }

    public ValueClass ClassOf(uint oid)
    {
        if (!_types.TryGetValue(oid, out Row? type))
        {
            return ValueClass.Unknown;
        }

        return type.Kind switch
        {
            "d" => ClassOf(type.Base),
            "e" => ValueClass.Text,
            "c" or "r" or "m" => ValueClass.Composed,
            _ when type.Element != 0 => ClassOf(type.Element) == ValueClass.Unknown ? ValueClass.Unknown : ValueClass.Composed,
            _ when type.IsBuiltIn => OfServer(type),
            _ => Texts.Contains(type.Name) ? ValueClass.Text : ValueClass.Unknown,
        };
    }

    private static ValueClass OfServer(Row type) => type.Name switch
    {
        "json" or "jsonb" => ValueClass.Document,
        "bytea" => ValueClass.Bytes,
        "char" => ValueClass.Text,
        _ => type.Category switch
        {
            "B" => ValueClass.Truth,
            "N" => ValueClass.Number,
            "D" => ValueClass.Time,
            "S" or "T" or "I" or "V" => ValueClass.Text,
            "G" => ValueClass.Composed,
            _ => Texts.Contains(type.Name) ? ValueClass.Text : ValueClass.Unknown,
        },
    };

    private sealed record Row(uint Oid, string Name, bool IsBuiltIn, string Kind, string Category, uint Base, uint Element);
}
