using Seatrial.Core;
using Seatrial.Project.Connections;
using Seatrial.Seeding.Loading;
using Seatrial.Seeding.Ownership;
using Seatrial.Seeding.Planning;
using Seatrial.Seeding.Postgres;
using Seatrial.Seeding.Profiles;
using Seatrial.Seeding.Schema;

namespace Seatrial.Seeding;

/// <summary>Fills a database with rows that belong to a run, and removes them again.</summary>
internal sealed class Seeder : IAsyncDisposable
{
    private const long RehearsedRows = 20;

    private readonly PostgresServer _server;
    private readonly PostgresLedger _ledger;

    public Seeder(ServerAddress address)
    {
        _server = new(address);
        _ledger = new(_server);
    }

    /// <summary>What would be loaded, as far as can be told without taking keys.</summary>
    /// <exception cref="SeatrialException">The database could not be read.</exception>
    public async Task<SeedPlan> PlanAsync(SeedProfile profile, PlanSettings settings, CancellationToken cancellationToken) =>
        await PostgresRights.JudgeAsync(_server, PlanOf(new(await PostgresStructure.ReadAsync(_server, cancellationToken), profile, settings, [], [])), cancellationToken);

    /// <summary>Loads the rows of a plan. Nothing is left when it fails.</summary>
    /// <exception cref="SeatrialException">It was refused, or failed.</exception>
    public async Task<SeedPlan> ApplyAsync(SeedProfile profile, PlanSettings settings, Action<SeedPlan>? planned, IProgress<LoadProgress>? progress, CancellationToken cancellationToken)
    {
        await SweepAsync(cancellationToken);
        DatabaseSchema schema = await PostgresStructure.ReadAsync(_server, cancellationToken);
        SeedPlan draft = Sound(await PostgresRights.JudgeAsync(_server, PlanOf(new(schema, profile, settings, [], [])), cancellationToken));
        (RunLease lease, SeedIntent intent) = await _ledger.BeginAsync(settings.Run, draft, (first, skipped) => new(schema, profile, settings, first, skipped), cancellationToken);
        try
        {
            await new PostgresLoad(_server, Sound(PlanOf(intent with { Settings = settings with { MostRows = RehearsedRows } })), progress: null).RehearseAsync(cancellationToken);
            SeedPlan plan = Sound(PlanOf(intent));
            planned?.Invoke(plan);
            await new PostgresLoad(_server, plan, progress).LoadAsync(lease.Number, lease.HoldAsync, cancellationToken);
            await _ledger.LoadedAsync(settings.Run, cancellationToken);
            return plan;
        }
        catch (Exception)
        {
            await lease.DisposeAsync();

            // Not by the token that may have stopped it: what is there must go.
            await CleanAsync(settings.Run, progress: null, CancellationToken.None);
            throw;
        }
        finally
        {
            await lease.DisposeAsync();
        }
    }

    /// <summary>Removes the rows of a run.</summary>
    /// <returns>How many there were; null when there is no such run.</returns>
    /// <exception cref="SeatrialException">It failed; nothing was removed.</exception>
    public async Task<long?> CleanAsync(string run, IProgress<LoadProgress>? progress, CancellationToken cancellationToken) =>
        (await _ledger.ReadAsync(cancellationToken)).FirstOrDefault(r => r.Run == run) is { } found
            ? await new PostgresClean(_server, progress).CleanAsync(found, PlanOf(SeedIntent.Of(found.Intent, run)), wait: true, cancellationToken)
            : null;

    /// <summary>Removes the rows of runs that were cut short while they loaded.</summary>
    /// <returns>Which.</returns>
    /// <exception cref="SeatrialException">It failed.</exception>
    public async Task<IReadOnlyList<string>> SweepAsync(CancellationToken cancellationToken)
    {
        List<string> swept = [];
        foreach (SeededRun run in await _ledger.ReadAsync(cancellationToken))
        {
            if (!run.IsLoaded && await new PostgresClean(_server, progress: null).CleanAsync(run, PlanOf(SeedIntent.Of(run.Intent, run.Run)), wait: false, cancellationToken) is not null)
            {
                swept.Add(run.Run);
            }
        }

        return swept;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static SeedPlan PlanOf(SeedIntent intent) =>
        Planner.Plan(intent.Schema, intent.Profile, intent.Settings, intent.Taken());

    private static SeedPlan Sound(SeedPlan plan) => plan.Refusals.IsEmpty
        ? plan
        : throw new SeatrialException("seed-plan-refused", string.Join('\n', plan.Refusals));
}
