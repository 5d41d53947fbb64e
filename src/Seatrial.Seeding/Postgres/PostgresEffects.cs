using System.Collections.Immutable;
using System.Globalization;
using Seatrial.Core;
using Seatrial.Seeding.Planning;
using Seatrial.Seeding.Schema;

namespace Seatrial.Seeding.Postgres;

/// <summary>
/// What triggers do to other tables while a run is loaded or cleaned. The server counts what a transaction does to each
/// table; what is beyond the run's own rows was done by triggers. Rows they add are told by the transaction that made
/// them, and are kept in mind by their primary keys; that they change or remove rows is refused, for it could not be undone.
/// </summary>
/// <param name="catalog">The connection, in the transaction that is looked at.</param>
/// <param name="plan">What is loaded.</param>
internal sealed class PostgresEffects(Catalog catalog, SeedPlan plan)
{
    private const string Mine = "xmin::text = (pg_catalog.txid_current() % 4294967296)::text";

    private Dictionary<ObjectName, Counts> _before = [];

    /// <summary>Whether anything acts on the rows of a plan.</summary>
    public static bool ArePossible(SeedPlan plan) => plan.Tables.Any(static t => t.Table.Triggers.Any(static g => !g.IsDisabled));

    /// <summary>Begins to count. Sessions are used again, and their counts go on.</summary>
    public async Task BeginAsync(CancellationToken cancellationToken) => _before = await CountAsync(cancellationToken);

    /// <summary>Looks at what the loading of some tables did to others.</summary>
    /// <param name="loaded">The tables whose rows were loaded in this transaction.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The tables that got rows of triggers, and how many.</returns>
    /// <exception cref="SeatrialException">Something was done that could not be undone.</exception>
    public async Task<IReadOnlyDictionary<ObjectName, long>> OfLoadingAsync(IReadOnlyCollection<ObjectName> loaded, CancellationToken cancellationToken)
    {
        Dictionary<ObjectName, long> added = [];
        foreach ((ObjectName name, Counts counts) in await SinceAsync(cancellationToken))
        {
            long own = loaded.Contains(name) ? plan[name].Rows : 0;
            if (counts.Inserted < own)
            {
                throw Refused(name, string.Create(CultureInfo.InvariantCulture, $"a trigger keeps {own - counts.Inserted} of {own} rows out of it"), "Write a rule that makes rows the trigger takes, or leave the table out.");
            }

            if (counts.Deleted > 0)
            {
                throw Refused(name, string.Create(CultureInfo.InvariantCulture, $"triggers remove {counts.Deleted} rows from it when rows are loaded"), "Turn the trigger off for the run, or leave the table that it is on out.");
            }

            if (counts.Updated > 0 && IsRehearsal(loaded) && await LiveAsync(name, cancellationToken) is var live && live != counts.Inserted)
            {
                throw Refused(name, string.Create(CultureInfo.InvariantCulture, $"triggers change {live - counts.Inserted} rows of it that are not the run's when rows are loaded"), "Turn the trigger off for the run, or leave the table that it is on out.");
            }

            if (counts.Inserted > own)
            {
                added[name] = counts.Inserted - own;
            }
        }

        return added;
    }

    /// <summary>Writes down which rows triggers added, so that they are found again.</summary>
    /// <param name="run">The number of the run.</param>
    /// <param name="loaded">The tables whose rows were loaded in this transaction.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="SeatrialException">They cannot be found again.</exception>
    public async Task KeepAsync(int run, IReadOnlyCollection<ObjectName> loaded, CancellationToken cancellationToken)
    {
        foreach ((ObjectName name, long added) in await OfLoadingAsync(loaded, cancellationToken))
        {
            string key = KeyOf(name, loaded);
            List<long> kept = await catalog.ReadAsync(
                $"with k as (insert into seatrial_seed.made (run, relation, key) select {run.ToString(CultureInfo.InvariantCulture)}, {Literal(PostgresText.Name(name))}, {key} from {PostgresText.Name(name)} t where t.{Mine} returning 1) select count(*) from k",
                static r => r.GetInt64(0),
                cancellationToken);
            if (kept[0] != added)
            {
                throw Refused(name, string.Create(CultureInfo.InvariantCulture, $"triggers add {added} rows to it, of which {kept[0]} can be told from others"), "Turn the trigger off for the run, or leave the table that it is on out.");
            }
        }
    }

    /// <summary>Looks at what a rehearsal did, and whether its rows can be removed again.</summary>
    /// <exception cref="SeatrialException">Something was done that could not be undone.</exception>
    public async Task RehearsedAsync(CancellationToken cancellationToken)
    {
        foreach (ObjectName name in (await OfLoadingAsync([.. plan.Tables.Select(static t => t.Name)], cancellationToken)).Keys)
        {
            ImmutableArray<ObjectName> together = plan.IsOneTransaction
                ? [.. plan.Tables.Select(static t => t.Name)]
                : plan.Levels.SelectMany(static l => l).First(g => g.Contains(name));
            _ = KeyOf(name, together.Length > 1 || plan[name].Table.Triggers.Any(static t => t.IsOnInsert && !t.IsDisabled) ? together : []);
        }

        foreach (ImmutableArray<ObjectName> group in plan.Levels.Reverse().SelectMany(static l => l))
        {
            foreach ((ObjectName name, long removed) in await PostgresClean.RemoveAsync(catalog, plan, group, cancellationToken))
            {
                if (removed != plan[name].Rows)
                {
                    throw Refused(name, string.Create(CultureInfo.InvariantCulture, $"of {plan[name].Rows} rows, {removed} are found again: a trigger changes them"), plan[name].Key.IsEmpty ? "Give it a primary key, turn the trigger off for the run, or leave the table out." : "Turn the trigger off for the run, or leave the table out.");
                }
            }
        }
    }

    /// <summary>Removes what triggers added while a run's rows were removed, until nothing is added any more.</summary>
    /// <exception cref="SeatrialException">Something was done that cannot be undone.</exception>
    public async Task RemoveAddedAsync(CancellationToken cancellationToken)
    {
        for (int round = 0; round < 5; round++)
        {
            Dictionary<ObjectName, Counts> since = await SinceAsync(cancellationToken);
            bool isMore = false;
            foreach ((ObjectName name, Counts counts) in since.Where(static s => s.Value.Inserted + s.Value.Updated > 0))
            {
                long live = await LiveAsync(name, cancellationToken);
                if (live > counts.Inserted)
                {
                    throw new SeatrialException("seed-clean-held", string.Create(CultureInfo.InvariantCulture, $"When the run's rows are removed, triggers change {live - counts.Inserted} rows of {name} that are not the run's. Turn them off and clean again. Nothing was removed."));
                }

                if (live > 0)
                {
                    await catalog.ExecuteAsync($"delete from {Only(name)}{PostgresText.Name(name)} t where t.{Mine}", cancellationToken);
                    isMore = true;
                }
            }

            if (!isMore)
            {
                return;
            }
        }

        throw new SeatrialException("seed-clean-held", "When the run's rows are removed, triggers add others, and others again when those are removed. Turn them off and clean again. Nothing was removed.");
    }

    /// <summary>Removes the rows that triggers added while a run was loaded.</summary>
    /// <param name="catalog">The connection.</param>
    /// <param name="run">The number of the run.</param>
    /// <param name="plan">What was loaded.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task RemoveKeptAsync(Catalog catalog, int run, SeedPlan plan, CancellationToken cancellationToken)
    {
        if (!(await catalog.ReadAsync("select pg_catalog.to_regclass('seatrial_seed.made') is not null", static r => r.GetBoolean(0), cancellationToken))[0])
        {
            return;
        }

        string number = run.ToString(CultureInfo.InvariantCulture);
        List<string> names = await catalog.ReadAsync($"select distinct relation from seatrial_seed.made where run = {number}", static r => r.GetString(0), cancellationToken);
        foreach (TablePlan table in plan.Tables.Reverse().Where(t => names.Contains(PostgresText.Name(t.Name))))
        {
            string name = PostgresText.Name(table.Name);
            await catalog.ExecuteAsync($"delete from {name} t where {KeyText(table.Table)} in (select key from seatrial_seed.made where run = {number} and relation = {Literal(name)})", cancellationToken);
        }

        await catalog.ExecuteAsync($"delete from seatrial_seed.made where run = {number}", cancellationToken);
    }

    private bool IsRehearsal(IReadOnlyCollection<ObjectName> loaded) => loaded.Count == plan.Tables.Length;

    private string KeyOf(ObjectName name, IReadOnlyCollection<ObjectName> loaded)
    {
        if (plan.Tables.FirstOrDefault(t => t.Name == name) is not { Table.PrimaryKey: not null } table)
        {
            throw Refused(name, "triggers add rows to it when rows are loaded, and it has no primary key by which they could be found again", "Give it one, or leave the table that the trigger is on out.");
        }

        return loaded.Contains(name)
            ? throw Refused(name, "triggers add rows to it when it is loaded itself, and those could not be told from the run's own", "Turn the trigger off for the run, or leave the table out.")
            : KeyText(table.Table);
    }

    private static string KeyText(Table table) =>
        $"pg_catalog.jsonb_build_array({string.Join(", ", table.PrimaryKey!.Parts.Select(static p => $"t.{PostgresText.Name(p.Column!)}::text"))})::text";

    /// <summary>How many rows of a table this transaction made or changed and left.</summary>
    private async Task<long> LiveAsync(ObjectName name, CancellationToken cancellationToken) =>
        (await catalog.ReadAsync($"select count(*) from {Only(name)}{PostgresText.Name(name)} t where t.{Mine}", static r => r.GetInt64(0), cancellationToken))[0];

    private string Only(ObjectName name) => plan.Tables.FirstOrDefault(t => t.Name == name)?.Table.Kind == TableKind.Partitioned ? string.Empty : "only ";

    private async Task<Dictionary<ObjectName, Counts>> SinceAsync(CancellationToken cancellationToken)
    {
        Dictionary<ObjectName, Counts> now = await CountAsync(cancellationToken);
        return now.ToDictionary(static n => n.Key, n => _before.TryGetValue(n.Key, out Counts? before) ? n.Value.Minus(before) : n.Value);
    }

    private async Task<Dictionary<ObjectName, Counts>> CountAsync(CancellationToken cancellationToken)
    {
        List<(ObjectName Name, Counts Counts)> rows = await catalog.ReadAsync(
            $"""
            select n.nspname, c.relname, sum(s.n_tup_ins)::bigint, sum(s.n_tup_upd)::bigint, sum(s.n_tup_del)::bigint
            from pg_catalog.pg_stat_xact_user_tables s
            join pg_catalog.pg_class c on c.oid = coalesce(pg_catalog.pg_partition_root(s.relid), s.relid)
            join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            where {Catalog.IsOurs} group by 1, 2 having sum(s.n_tup_ins + s.n_tup_upd + s.n_tup_del) > 0 order by 1, 2
            """,
            static r => (new ObjectName(r.GetString(0), r.GetString(1)), new Counts(r.GetInt64(2), r.GetInt64(3), r.GetInt64(4))),
            cancellationToken);
        return rows.ToDictionary(static r => r.Name, static r => r.Counts);
    }

    private static SeatrialException Refused(ObjectName table, string reason, string remedy) =>
        new("seed-plan-refused", new Refusal(table, Column: null, reason + ".", remedy).ToString());

    private static string Literal(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    private sealed record Counts(long Inserted, long Updated, long Deleted)
    {
        public Counts Minus(Counts other) => new(Inserted - other.Inserted, Updated - other.Updated, Deleted - other.Deleted);
    }
}
