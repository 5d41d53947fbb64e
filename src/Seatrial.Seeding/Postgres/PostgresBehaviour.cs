using Seatrial.Seeding.Schema;

namespace Seatrial.Seeding.Postgres;

/// <summary>What a database does of itself with rows, by the number of their table.</summary>
internal sealed class PostgresBehaviour
{
    private const int OnInsert = 1 << 2;

    public required ILookup<uint, Trigger> Triggers { get; init; }

    public required ILookup<uint, NamedText> Rules { get; init; }

    public required ILookup<uint, NamedText> Policies { get; init; }

    public static async Task<PostgresBehaviour> ReadAsync(Catalog catalog, CancellationToken cancellationToken)
    {
        List<(uint Table, Trigger Trigger)> triggers = await catalog.ReadAsync(
            """
            select tgrelid, tgname, pg_catalog.pg_get_triggerdef(oid), tgconstraint <> 0, tgtype, tgenabled in ('D', 'R')
            from pg_catalog.pg_trigger where not tgisinternal and tgparentid = 0 order by tgrelid, tgname
            """,
            static r => (r.GetFieldValue<uint>(0), new Trigger(r.GetString(1), r.GetString(2))
            {
                IsConstraint = r.GetBoolean(3),
                IsOnInsert = (r.GetInt16(4) & OnInsert) != 0,
                IsDisabled = r.GetBoolean(5),
            }),
            cancellationToken);
        List<(uint Table, NamedText Rule)> rules = await catalog.ReadAsync(
            "select ev_class, rulename, pg_catalog.pg_get_ruledef(oid) from pg_catalog.pg_rewrite where rulename <> '_RETURN' order by ev_class, rulename",
            static r => (r.GetFieldValue<uint>(0), new NamedText(r.GetString(1), r.GetString(2))),
            cancellationToken);
        List<(uint Table, NamedText Policy)> policies = await catalog.ReadAsync(
            """
            select polrelid, polname, concat_ws(' ', case polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete' else 'all' end,
              case when polpermissive then null else 'restrictive' end,
              'using ' || pg_catalog.pg_get_expr(polqual, polrelid), 'with check ' || pg_catalog.pg_get_expr(polwithcheck, polrelid))
            from pg_catalog.pg_policy order by polrelid, polname
            """,
            static r => (r.GetFieldValue<uint>(0), new NamedText(r.GetString(1), r.GetString(2))),
            cancellationToken);
        return new PostgresBehaviour
        {
            Triggers = triggers.ToLookup(static t => t.Table, static t => t.Trigger),
            Rules = rules.ToLookup(static r => r.Table, static r => r.Rule),
            Policies = policies.ToLookup(static p => p.Table, static p => p.Policy),
        };
    }
}
