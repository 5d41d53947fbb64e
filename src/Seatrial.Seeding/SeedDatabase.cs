using System.Collections.Immutable;
using Seatrial.Core;
using Seatrial.Project.Connections;
using Seatrial.Project.Masking;
using Seatrial.Seeding.Loading;
using Seatrial.Seeding.Masking;
using Seatrial.Seeding.Ownership;
using Seatrial.Seeding.Planning;
using Seatrial.Seeding.Postgres;
using Seatrial.Seeding.Profiles;
using Seatrial.Seeding.Profiling;
using Seatrial.Seeding.Proof;
using Seatrial.Seeding.Schema;
using Seatrial.Seeding.Values;

namespace Seatrial.Seeding;

/// <summary>A database that is profiled, filled and emptied.</summary>
/// <param name="address">Where it is.</param>
public sealed class SeedDatabase(ServerAddress address)
{
    /// <summary>Takes a profile, as production: read-only.</summary>
    /// <param name="settings">How it is looked at.</param>
    /// <param name="progress">Told of each table that is done: its name, how many are, of how many.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="SeatrialException">Something could not be read.</exception>
    public async Task<ProfileSummary> ProfileAsync(ProfileSettings settings, Action<ObjectName, int, int>? progress, CancellationToken cancellationToken)
    {
        await using PostgresServer server = new(address);
        SeedProfile profile = await new PostgresProfiler(server, settings, progress).ProfileAsync(cancellationToken);
        int literals = profile.Tables.SelectMany(static t => t.Columns).Select(static c => c.Shape).OfType<ValueShape.Categories>().Sum(static c => c.Values.Count(static v => v.Source != ValueSource.Structure));
        return new(ProfileFile.Write(profile), profile.Tables.Length, profile.Tables.Sum(static t => t.Rows), literals, profile.Disclosure.Statistics, settings.Epsilon);
    }

    /// <summary>What would be loaded; nothing is.</summary>
    /// <param name="profile">The profile's file.</param>
    /// <param name="name">The file's name, for messages.</param>
    /// <param name="settings">What is asked for.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="SeatrialException">The profile is broken, or the database could not be read.</exception>
    public async Task<SeedSummary> PlanAsync(ReadOnlyMemory<byte> profile, string name, PlanSettings settings, CancellationToken cancellationToken)
    {
        SeedProfile read = ProfileFile.Read(profile.Span, name);
        await using Seeder seeder = new(address);
        return Summary(await seeder.PlanAsync(read, settings, cancellationToken));
    }

    /// <summary>Loads rows that belong to a run. Nothing is left when it fails.</summary>
    /// <param name="profile">The profile's file.</param>
    /// <param name="name">The file's name, for messages.</param>
    /// <param name="settings">What is asked for.</param>
    /// <param name="planned">Told what will be loaded, before the first row.</param>
    /// <param name="progress">Told of rows that were sent.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="SeatrialException">It was refused, or failed.</exception>
    public async Task<SeedSummary> ApplyAsync(ReadOnlyMemory<byte> profile, string name, PlanSettings settings, Action<SeedSummary>? planned, IProgress<LoadProgress>? progress, CancellationToken cancellationToken)
    {
        SeedProfile read = ProfileFile.Read(profile.Span, name);
        await using Seeder seeder = new(address);
        return WithStories(await seeder.ApplyAsync(read, settings, plan => planned?.Invoke(Summary(plan)), progress, cancellationToken));
    }

    /// <summary>Removes the rows of a run, and none else.</summary>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>How many there were; null when there is no such run.</returns>
    /// <exception cref="SeatrialException">It failed; nothing was removed.</exception>
    public async Task<long?> CleanAsync(string run, CancellationToken cancellationToken)
    {
        await using Seeder seeder = new(address);
        long? made = await seeder.CleanAsync(run, progress: null, cancellationToken);
        await using PostgresServer server = new(address);
        return made ?? await PostgresMaskLedger.CleanAsync(server, run, cancellationToken);
    }

    /// <summary>Takes rows of this database into another, masked on the way. This one is only read; nothing is left in the other when it fails.</summary>
    /// <param name="to">The other.</param>
    /// <param name="rules">What becomes of the rows, and which are taken.</param>
    /// <param name="settings">How.</param>
    /// <param name="progress">Told of rows that were sent.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="SeatrialException">It failed.</exception>
    public async Task<MaskSummary> MaskAsync(ServerAddress to, MaskRules rules, MaskSettings settings, IProgress<LoadProgress>? progress, CancellationToken cancellationToken)
    {
        MaskKey key = settings.Key is { } text ? MaskKey.Of(text, settings.KeyPlace) : MaskKey.Fleeting();
        await using PostgresMaskSource source = new(new(address), settings.StatementTimeout);
        await using PostgresMaskTarget target = new(new(to));
        return await new MaskRun(source, target, rules, key).RunAsync(settings, progress, cancellationToken);
    }

    /// <summary>A draft of rules for masking, by the names of columns and some of their values; it holds none of them.</summary>
    /// <param name="settings">How it is looked at.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="SeatrialException">Something could not be read.</exception>
    public async Task<string> SuggestMaskAsync(MaskSettings settings, CancellationToken cancellationToken)
    {
        await using PostgresMaskSource source = new(new(address), settings.StatementTimeout);
        return await new RulesDraft(source).WriteAsync(cancellationToken);
    }

    /// <summary>The runs that have rows there: their names, whether all was loaded, and when they began.</summary>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="SeatrialException">The database could not be read.</exception>
    public async Task<IReadOnlyList<(string Run, bool IsLoaded, DateTimeOffset Started)>> RunsAsync(CancellationToken cancellationToken)
    {
        await using PostgresServer server = new(address);
        return
        [
            .. (await new PostgresLedger(server).ReadAsync(cancellationToken)).Select(static r => (r.Run, r.IsLoaded, r.Started)),
            .. (await PostgresMaskLedger.ReadAsync(server, cancellationToken)).Select(static r => (r.Run, IsLoaded: true, r.Started)),
        ];
    }

    /// <summary>What of its structure is not as it was when a profile was taken.</summary>
    /// <param name="profile">The profile's file.</param>
    /// <param name="name">The file's name, for messages.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="SeatrialException">The profile is broken, or the database could not be read.</exception>
    public async Task<IReadOnlyList<StructureChange>> DriftAsync(ReadOnlyMemory<byte> profile, string name, CancellationToken cancellationToken)
    {
        SeedProfile read = ProfileFile.Read(profile.Span, name);
        await using PostgresServer server = new(address);
        return StructurePrint.Compare(read.Structure, StructurePrint.Of(await PostgresStructure.ReadAsync(server, cancellationToken)));
    }

    /// <summary>Proves that the database, and files beside it, hold nothing of production but what chance and the profile explain.</summary>
    /// <param name="request">What is to be proved.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="progress">Told of each table that is done.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="SeatrialException">The profile is broken, or a database could not be read.</exception>
    public async Task<ProofReport> VerifyAsync(ProofRequest request, TimeProvider clock, IProgress<ProofProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ProofSettings settings = new() { Published = request.Published };
        settings = settings with { Subjects = request.Subjects ?? ProfileScan.SubjectsOf(request.ProfileName, request.Profile) ?? settings.Subjects };
        await using PostgresServer server = new(address);
        IReadOnlyList<SeededRun> runs = Provable(request, await new PostgresLedger(server).ReadAsync(cancellationToken));
        SeedIntent[] intents = [.. runs.Select(static r => SeedIntent.Of(r.Intent, r.Run))];
        await using PostgresRowScan target = new(address), production = new(request.Production);
        ScanContents contents = await target.ContentsAsync(cancellationToken);
        ProductionFindings known = await new ProductionScan(production, settings, progress).RunAsync(cancellationToken);
        ControlFindings control = await new ControlScan(known, new GeneratorControl(intents), settings, progress).RunAsync(contents.Tables, cancellationToken);
        ProofSubject subject = new(request.Profile, request.ProfileName)
        {
            Files = request.Files,
            Runs = [.. runs.Zip(intents, static (r, i) => new ProofRun(r.Run, i.Settings.Seed, r.Started))],
            Version = request.Version,
        };
        return await new Prover(known, settings, clock).RunAsync(target, contents, control, subject, production.Shown, progress, cancellationToken);
    }

    /// <summary>The runs of a target that is not production itself, and has rows that nobody loads just now.</summary>
    private IReadOnlyList<SeededRun> Provable(ProofRequest request, IReadOnlyList<SeededRun> runs)
    {
        if (address.Host == request.Production.Host && address.Port == request.Production.Port && address.Path == request.Production.Path)
        {
            throw new SeatrialException("seed-address", $"--to and --against are the same database, {address.Shown}: --against is production, --to is what was filled.");
        }

        if (runs.Count == 0)
        {
            throw new SeatrialException("seed-proof-empty", $"No run has rows in {address.Shown}: there is nothing to prove. Fill it with `seatrial seed apply`.");
        }

        return runs.FirstOrDefault(static r => !r.IsLoaded) is { Run: var loading }
            ? throw new SeatrialException("seed-proof-loading", $"Run {loading} is being loaded into {address.Shown}, or was cut short. Prove it when it is done; what was cut short goes with `seatrial seed clean --run {loading}`.")
            : runs;
    }

    private static SeedSummary Summary(SeedPlan plan)
    {
        Dictionary<ObjectName, int> levels = plan.Levels.SelectMany(static (level, i) => level.SelectMany(static g => g).Select(t => (t, i))).ToDictionary(static p => p.t, static p => p.i);
        return new(
            plan.Settings.Run,
            plan.Settings.Seed,
            [.. plan.Tables.Select(t => new SeedSummary.TableRows(t.Name, t.Rows, levels[t.Name], [.. t.Notes]))],
            [.. plan.Refusals.Select(static r => r.ToString())]);
    }

    private static SeedSummary WithStories(SeedPlan plan) => Summary(plan) with
    {
        Stories = [.. plan.Stories.SelectMany(story => story.Rows.Select(row => new SeedSummary.StoryRow(story.Name, row.Name, row.Table, Values(plan[row.Table], row.Row))))],
    };

    private static ImmutableArray<KeyValuePair<string, string?>> Values(TablePlan table, long row)
    {
        CellValue[] cells = new CellValue[table.Table.Columns.Length];
        table.Fill(row, cells);
        return [.. table.Written.Select(i => KeyValuePair.Create(table.Table.Columns[i].Name, LiteralText.Of(cells[i])))];
    }
}
