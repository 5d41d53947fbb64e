using Seatrial.Seeding.Proof;
using Seatrial.Seeding.Schema;

namespace Seatrial.Seeding.Postgres;

/// <summary>
/// What a database stores, for a scan that must overlook nothing: more than what is seeded (materialized views, tables of
/// any schema but the server's, the account of runs), and told by catalogs alone.
/// </summary>
/// <param name="catalog">A connection with <c>search_path</c> empty.</param>
internal sealed class PostgresScanCatalog(Catalog catalog)
{
    private const string IsOurs = "n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_(toast|temp)'";
    private const string IsStored = "c.relkind in ('r', 'p', 'm') and not c.relispartition and c.relpersistence <> 't' and " + IsOurs + " and not " + Catalog.IsOfExtension;

    public async Task<ScanContents> ReadAsync(CancellationToken cancellationToken)
    {
        PostgresScanTypes types = await PostgresScanTypes.ReadAsync(catalog, cancellationToken);
        ILookup<uint, ScanColumn> columns = await ColumnsAsync(types, cancellationToken);
        ILookup<uint, ScanReference> references = await ReferencesAsync(cancellationToken);
        List<ScanTable> tables = await catalog.ReadAsync(
            $"""
            select c.oid, n.nspname, c.relname, case when c.relkind = 'p' then (select sum(greatest(l.reltuples, 0))::bigint from pg_catalog.pg_partition_tree(c.oid) p join pg_catalog.pg_class l on l.oid = p.relid and p.isleaf) else c.reltuples::bigint end,
              pg_catalog.row_security_active(c.oid), c.relkind = 'm' and not c.relispopulated
            from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            where {IsStored} order by n.nspname, c.relname
            """,
            r => new ScanTable(new(r.GetString(1), r.GetString(2)), [.. columns[r.GetFieldValue<uint>(0)]])
            {
                AboutRows = r.IsDBNull(3) ? 0 : r.GetInt64(3),
                References = [.. references[r.GetFieldValue<uint>(0)]],
                IsLedger = r.GetString(1) == "seatrial_seed",
                Unreadable = r.GetBoolean(4) ? "row security may hide rows from this role: give it BYPASSRLS, or ask as the owner" : r.GetBoolean(5) ? "it is not populated" : null,
            },
            cancellationToken);
        return new()
        {
            Tables = [.. tables.Where(static t => t.Unreadable != "it is not populated")],
            Texts = [.. await PostgresScanTexts.ReadAsync(catalog, cancellationToken)],
            Sequences = [.. await SequencesAsync(cancellationToken)],
            Names = [.. await NamesAsync(cancellationToken)],
            Unscanned = [.. await UnscannedAsync(cancellationToken)],
        };
    }

    private async Task<ILookup<uint, ScanColumn>> ColumnsAsync(PostgresScanTypes types, CancellationToken cancellationToken)
    {
        List<(uint Table, ScanColumn Column)> columns = await catalog.ReadAsync(
            $"""
            select a.attrelid, a.attname, a.atttypid, pg_catalog.format_type(a.atttypid, a.atttypmod), a.attgenerated <> '',
              exists (select from pg_catalog.pg_index i where i.indrelid = c.oid and i.indisprimary and a.attnum = any (i.indkey)),
              exists (select from pg_catalog.pg_constraint k where k.conrelid = c.oid and k.contype = 'f' and a.attnum = any (k.conkey)),
              pg_catalog.has_column_privilege(c.oid, a.attnum, 'select')
            from pg_catalog.pg_attribute a
            join pg_catalog.pg_class c on c.oid = a.attrelid
            join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            where a.attnum > 0 and not a.attisdropped and {IsStored} order by a.attrelid, a.attnum
            """,
            r =>
            {
                ValueClass kind = types.ClassOf(r.GetFieldValue<uint>(2));
                return (r.GetFieldValue<uint>(0), new ScanColumn(r.GetString(1), kind, r.GetString(3))
                {
                    IsComputed = r.GetBoolean(4),
                    IsKey = r.GetBoolean(5),
                    IsReference = r.GetBoolean(6),
                    Unreadable = !r.GetBoolean(7) ? "the role may not read it: grant select" : kind == ValueClass.Unknown ? $"what values of type {r.GetString(3)} mean is not known" : null,
                });
            },
            cancellationToken);
        return columns.ToLookup(static c => c.Table, static c => c.Column);
    }

    private async Task<ILookup<uint, ScanReference>> ReferencesAsync(CancellationToken cancellationToken)
    {
        List<(uint Table, ScanReference Reference)> references = await catalog.ReadAsync(
            """
            select k.conrelid, n.nspname, c.relname,
              array(select a.attname::text from unnest(k.conkey) with ordinality u (num, at) join pg_catalog.pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.num order by u.at),
              array(select a.attname::text from unnest(k.confkey) with ordinality u (num, at) join pg_catalog.pg_attribute a on a.attrelid = k.confrelid and a.attnum = u.num order by u.at)
            from pg_catalog.pg_constraint k
            join pg_catalog.pg_class c on c.oid = k.confrelid
            join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            where k.contype = 'f' and k.conparentid = 0 order by k.conrelid, k.conname
            """,
            static r => (r.GetFieldValue<uint>(0), new ScanReference([.. r.GetFieldValue<string[]>(3)], new(r.GetString(1), r.GetString(2)), [.. r.GetFieldValue<string[]>(4)])),
            cancellationToken);
        return references.ToLookup(static r => r.Table, static r => r.Reference);
    }

    private Task<List<ScanSequence>> SequencesAsync(CancellationToken cancellationToken) => catalog.ReadAsync(
        $"""
        select n.nspname, c.relname, pg_catalog.pg_sequence_last_value(c.oid), s.seqstart, tn.nspname, t.relname, a.attname
        from pg_catalog.pg_sequence s
        join pg_catalog.pg_class c on c.oid = s.seqrelid
        join pg_catalog.pg_namespace n on n.oid = c.relnamespace
        left join pg_catalog.pg_depend d on d.classid = 'pg_catalog.pg_class'::regclass and d.objid = c.oid and d.refclassid = d.classid and d.refobjsubid > 0 and d.deptype in ('a', 'i')
        left join pg_catalog.pg_class t on t.oid = d.refobjid
        left join pg_catalog.pg_namespace tn on tn.oid = t.relnamespace
        left join pg_catalog.pg_attribute a on a.attrelid = t.oid and a.attnum = d.refobjsubid
        where {IsOurs} and case when c.relkind = 'S' then pg_catalog.has_sequence_privilege(c.oid, 'select') else false end order by 1, 2
        """,
        static r => new ScanSequence(new(r.GetString(0), r.GetString(1)), r.IsDBNull(2) ? null : r.GetInt64(2), r.GetInt64(3))
        {
            Owner = r.IsDBNull(4) ? null : (new ObjectName(r.GetString(4), r.GetString(5)), r.GetString(6)),
        },
        cancellationToken);

    private Task<List<string>> NamesAsync(CancellationToken cancellationToken) => catalog.ReadAsync(
        $"""
        with ours as (select n.oid, n.nspname from pg_catalog.pg_namespace n where {IsOurs})
        select nspname from ours
        union select c.relname from pg_catalog.pg_class c join ours o on o.oid = c.relnamespace
        union select a.attname from pg_catalog.pg_attribute a join pg_catalog.pg_class c on c.oid = a.attrelid join ours o on o.oid = c.relnamespace where a.attnum > 0 and not a.attisdropped
        union select k.conname from pg_catalog.pg_constraint k join ours o on o.oid = k.connamespace
        union select t.typname from pg_catalog.pg_type t join ours o on o.oid = t.typnamespace
        union select p.proname from pg_catalog.pg_proc p join ours o on o.oid = p.pronamespace
        union select g.tgname from pg_catalog.pg_trigger g where not g.tgisinternal
        union select polname from pg_catalog.pg_policy
        """,
        static r => r.GetString(0),
        cancellationToken);

    private async Task<List<string>> UnscannedAsync(CancellationToken cancellationToken)
    {
        List<string> others = await catalog.ReadAsync(
            $"""
            select 'large objects: ' || count(*) || ' of them' from pg_catalog.pg_largeobject_metadata having count(*) > 0
            union all
            select 'sequence ' || n.nspname || '.' || c.relname || ': the role may not read it' from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            where c.relkind = 'S' and c.relpersistence <> 't' and {IsOurs} and case when c.relkind = 'S' then not pg_catalog.has_sequence_privilege(c.oid, 'select') else false end
            """,
            static r => r.GetString(0),
            cancellationToken);
        return others;
    }
}
