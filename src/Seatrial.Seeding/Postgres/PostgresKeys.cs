using System.Collections.Immutable;
using System.Text.Json;
using Npgsql;
using Seatrial.Seeding.Ownership;
using Seatrial.Seeding.Planning;
using Seatrial.Seeding.Schema;

namespace Seatrial.Seeding.Postgres;

/// <summary>Takes keys that nobody else has: no row that is there, no sequence that will give numbers later, and no other run.</summary>
/// <param name="catalog">The connection, in the transaction in which the run is written down.</param>
/// <param name="others">The first numbers that no other run has.</param>
internal sealed class PostgresKeys(Catalog catalog, IReadOnlyDictionary<ColumnName, long> others)
{
    /// <summary>The columns a plan counts through, with the first number that is free after it.</summary>
    public static string Uses(SeedPlan plan, ImmutableArray<SeedIntent.First> first)
    {
        Dictionary<ColumnName, long> starts = first.ToDictionary(static f => new ColumnName(f.Table, f.Column), static f => f.Number);
        return JsonSerializer.Serialize(KeyUse.Of(plan).Select(u => new object[] { u.Column.Table.Schema, u.Column.Table.Name, u.Column.Column, starts.GetValueOrDefault(u.Column, u.IsCounter ? 1 : 0) + u.Rows }));
    }

    public async Task<(ImmutableArray<SeedIntent.First> First, ImmutableArray<SeedIntent.Skip> Skipped)> TakeAsync(SeedPlan plan, CancellationToken cancellationToken)
    {
        List<SeedIntent.First> first = [];
        List<SeedIntent.Skip> skipped = [];
        foreach (KeyUse use in KeyUse.Of(plan))
        {
            if (use.IsCounter)
            {
                first.Add(new(use.Column.Table, use.Column.Column, await FirstAsync(use, plan[use.Column.Table].Table.Column(use.Column.Column), cancellationToken)));
                continue;
            }

            if (others.TryGetValue(use.Column, out long start))
            {
                first.Add(new(use.Column.Table, use.Column.Column, start));
            }

            if (await ThereAsync(plan[use.Column.Table], use, start, cancellationToken) is { Length: > 0 } numbers)
            {
                skipped.Add(new(use.Column.Table, use.Column.Column, numbers));
            }
        }

        return ([.. first], [.. skipped]);
    }

    private async Task<long> FirstAsync(KeyUse use, Column column, CancellationToken cancellationToken)
    {
        string table = PostgresText.Name(use.Column.Table), name = PostgresText.Name(column.Name);
        List<long> highest = await catalog.ReadAsync($"select coalesce(max({name}), 0)::bigint from {table}", static r => r.GetInt64(0), cancellationToken);
        long first = Math.Max(highest[0] + 1, others.GetValueOrDefault(use.Column, 1));
        if (column.Sequence is not { } sequence)
        {
            return Math.Max(1, first);
        }

        // The sequence goes on behind the rows of the run, so that the product's own rows never meet them.
        List<bool> mayMove = await catalog.ReadAsync($"select pg_catalog.has_sequence_privilege({Literal(PostgresText.Name(sequence))}, 'update')", static r => r.GetBoolean(0), cancellationToken);
        if (!mayMove[0])
        {
            return Math.Max(1, first);
        }

        string quoted = Literal(PostgresText.Name(sequence));
        List<long> taken = await catalog.ReadAsync(
            $"select pg_catalog.setval({quoted}, greatest(pg_catalog.nextval({quoted}), {first}) + {use.Rows - 1})",
            static r => r.GetInt64(0),
            cancellationToken);
        return taken[0] - use.Rows + 1;
    }

    /// <summary>The numbers of values that rows have already.</summary>
    private async Task<ImmutableArray<ulong>> ThereAsync(TablePlan table, KeyUse use, long start, CancellationToken cancellationToken)
    {
        string name = PostgresText.Name(use.Column.Table);
        if ((await catalog.ReadAsync($"select 1 from {name} limit 1", static r => r.GetInt32(0), cancellationToken)).Count == 0)
        {
            return [];
        }

        Column column = table.Table.Column(use.Column.Column);
        ColumnSource source = table[table.IndexOf(column.Name)] is ColumnSource.Sometimes sometimes ? sometimes.Source : table[table.IndexOf(column.Name)]!;
        List<ulong> numbers = [];
        const int Batch = 5000;
        for (long at = 0; at < use.Rows + numbers.Count; at += Batch)
        {
            long count = Math.Min(Batch, use.Rows + numbers.Count - at);
            string[] values = [.. Enumerable.Range(0, (int)count).Select(i => ((ColumnSource.Unique)source).Unskipped(start + at + i).ToString())];
            string equal = column.IsCaseBlind ? $"lower(t.{PostgresText.Name(column.Name)}::text) = lower(k.value)" : $"t.{PostgresText.Name(column.Name)} = k.value::{column.Type.Text}";
            await using NpgsqlCommand command = catalog.Command($"select k.place from unnest($1::text[]) with ordinality k(value, place) where exists (select from {name} t where {equal}) order by 1");
            command.Parameters.Add(new() { Value = values });
            await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                numbers.Add((ulong)(start + at + reader.GetInt64(0) - 1));
            }
        }

        return [.. numbers];
    }

    private static string Literal(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
