using System.Collections.Immutable;
using Seatrial.Seeding.Planning;

namespace Seatrial.Seeding.Postgres;

/// <summary>What the role may do that only the database knows.</summary>
internal static class PostgresRights
{
    /// <summary>Adds to a plan why this role cannot carry it out.</summary>
    /// <param name="server">The database.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<SeedPlan> JudgeAsync(PostgresServer server, SeedPlan plan, CancellationToken cancellationToken)
    {
        TablePlan[] guarded = [.. plan.Tables.Where(static t => t.Table.RowSecurity.IsEnabled)];
        if (guarded.Length == 0)
        {
            return plan;
        }

        await using Npgsql.NpgsqlConnection connection = await server.OpenAsync(cancellationToken);
        ImmutableArray<Refusal> refusals = plan.Refusals;
        foreach (TablePlan table in guarded)
        {
            await using Npgsql.NpgsqlCommand command = new("select pg_catalog.row_security_active($1), current_user", connection) { Parameters = { new() { Value = PostgresText.Name(table.Name) } } };
            await using Npgsql.NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellationToken);
            if (await reader.ReadAsync(cancellationToken) && reader.GetBoolean(0))
            {
                refusals = refusals.Add(new(table.Name, Column: null, $"row security limits which rows role {reader.GetString(1)} sees and writes ({string.Join(", ", table.Table.RowSecurity.Policies.Select(static p => p.Name))}), so that rows could be refused, or not be found again.", "Fill it as the table's owner or as a role with BYPASSRLS, or leave the table out."));
            }
        }

        return plan with { Refusals = refusals };
    }
}
