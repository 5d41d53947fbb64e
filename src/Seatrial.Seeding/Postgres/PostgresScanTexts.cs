using Seatrial.Seeding.Proof;

namespace Seatrial.Seeding.Postgres;

/// <summary>All texts that a database keeps beside its rows: whatever somebody could have written a value into.</summary>
internal static class PostgresScanTexts
{
    private const string Ours = "n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_(toast|temp)'";

    private const string Query = $"""
        select 'comment', pg_catalog.pg_describe_object(d.classoid, d.objoid, d.objsubid), d.description
        from pg_catalog.pg_description d where d.objoid >= 16384 or (d.classoid = 'pg_catalog.pg_namespace'::regclass and d.description <> 'standard public schema' and d.objoid in (select n.oid from pg_catalog.pg_namespace n where {Ours}))
        union all
        select 'comment', 'database', d.description from pg_catalog.pg_shdescription d join pg_catalog.pg_database b on b.oid = d.objoid
        where d.classoid = 'pg_catalog.pg_database'::regclass and b.datname = pg_catalog.current_database() and d.description not in ('default administrative connection database')
        union all
        select 'security label', pg_catalog.pg_describe_object(l.classoid, l.objoid, l.objsubid), l.label from pg_catalog.pg_seclabel l
        union all
        select 'default', n.nspname || '.' || c.relname || '.' || a.attname, pg_catalog.pg_get_expr(d.adbin, d.adrelid)
        from pg_catalog.pg_attrdef d join pg_catalog.pg_class c on c.oid = d.adrelid join pg_catalog.pg_namespace n on n.oid = c.relnamespace
        join pg_catalog.pg_attribute a on a.attrelid = d.adrelid and a.attnum = d.adnum where {Ours}
        union all
        select case k.contype when 'c' then 'check' else 'constraint' end, coalesce(n.nspname || '.' || c.relname || '.', '') || k.conname, pg_catalog.pg_get_constraintdef(k.oid)
        from pg_catalog.pg_constraint k left join pg_catalog.pg_class c on c.oid = k.conrelid join pg_catalog.pg_namespace n on n.oid = k.connamespace where {Ours}
        union all
        select 'index', n.nspname || '.' || c.relname, pg_catalog.pg_get_indexdef(c.oid)
        from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace where c.relkind in ('i', 'I') and {Ours}
        union all
        select 'view', n.nspname || '.' || c.relname, pg_catalog.pg_get_viewdef(c.oid)
        from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace where c.relkind in ('v', 'm') and {Ours}
        union all
        select 'partition', n.nspname || '.' || c.relname, pg_catalog.pg_get_expr(c.relpartbound, c.oid)
        from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace where c.relpartbound is not null and {Ours}
        union all
        select 'options', n.nspname || '.' || c.relname, pg_catalog.array_to_string(c.reloptions, ' ')
        from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace where c.reloptions is not null and {Ours}
        union all
        select 'options', n.nspname || '.' || c.relname || '.' || a.attname, pg_catalog.array_to_string(a.attfdwoptions, ' ')
        from pg_catalog.pg_attribute a join pg_catalog.pg_class c on c.oid = a.attrelid join pg_catalog.pg_namespace n on n.oid = c.relnamespace where a.attfdwoptions is not null and {Ours}
        union all
        select 'label', n.nspname || '.' || t.typname, e.enumlabel
        from pg_catalog.pg_enum e join pg_catalog.pg_type t on t.oid = e.enumtypid join pg_catalog.pg_namespace n on n.oid = t.typnamespace where {Ours}
        union all
        select 'default', n.nspname || '.' || t.typname, t.typdefault
        from pg_catalog.pg_type t join pg_catalog.pg_namespace n on n.oid = t.typnamespace where t.typdefault is not null and {Ours}
        union all
        select 'function', n.nspname || '.' || p.proname || '(' || pg_catalog.pg_get_function_identity_arguments(p.oid) || ')', coalesce(pg_catalog.pg_get_function_arguments(p.oid), '') || ' ' || coalesce(pg_catalog.pg_get_function_sqlbody(p.oid), p.prosrc)
        from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
        where {Ours} and not exists (select from pg_catalog.pg_depend x where x.classid = 'pg_catalog.pg_proc'::regclass and x.objid = p.oid and x.deptype = 'e')
        union all
        select 'trigger', t.tgname, pg_catalog.pg_get_triggerdef(t.oid) from pg_catalog.pg_trigger t where not t.tgisinternal
        union all
        select 'rule', r.rulename, pg_catalog.pg_get_ruledef(r.oid) from pg_catalog.pg_rewrite r join pg_catalog.pg_class c on c.oid = r.ev_class join pg_catalog.pg_namespace n on n.oid = c.relnamespace where r.rulename <> '_RETURN' and {Ours}
        union all
        select 'policy', p.polname, pg_catalog.concat_ws(' ', pg_catalog.pg_get_expr(p.polqual, p.polrelid), pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid)) from pg_catalog.pg_policy p
        union all
        select 'setting', coalesce(b.datname, 'role'), pg_catalog.array_to_string(s.setconfig, ' ') from pg_catalog.pg_db_role_setting s join pg_catalog.pg_database b on b.oid = s.setdatabase where b.datname = pg_catalog.current_database()
        """;

    public static Task<List<ScanText>> ReadAsync(Catalog catalog, CancellationToken cancellationToken) =>
        catalog.ReadAsync(Query, static r => new ScanText(r.GetString(0), r.GetString(1), r.IsDBNull(2) ? string.Empty : r.GetString(2)), cancellationToken);
}
