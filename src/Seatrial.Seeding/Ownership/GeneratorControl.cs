using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Seatrial.Seeding.Planning;
using Seatrial.Seeding.Postgres;
using Seatrial.Seeding.Proof;
using Seatrial.Seeding.Values;

namespace Seatrial.Seeding.Ownership;

/// <summary>
/// What the runs in a database would have been with other seeds: the same structure, profile, settings and keys, so that what
/// is like production in them is so by the profile or by chance. Nothing is loaded.
/// </summary>
/// <param name="intents">What was written down of each run before it was loaded.</param>
internal sealed class GeneratorControl(IReadOnlyList<SeedIntent> intents) : IControlSource
{
    private const int FewestRepeats = 12;
    private const int MostRepeats = 60;
    private const long FewestRows = 4_000;
    private const long MostRows = 40_000;
    private const int BatchBytes = 1 << 16;

    private readonly ulong[] _seeds = Draw();
    private readonly ConcurrentDictionary<int, SeedPlan[]> _plans = [];

    public string Description => "the runs of the target, made again with other seeds";

    public ImmutableArray<ulong> Seeds => [.. _seeds];

    public ImmutableArray<string> ColumnsOf(ScanTable table) =>
    [
        .. Plans(0).SelectMany(p => p.Tables).Where(t => t.Name == table.Name)
            .SelectMany(static t => t.Written.Select(i => t.Table.Columns[i].Name)).Distinct(StringComparer.Ordinal),
    ];

    public async Task ReadAsync(ScanTable table, int enough, Action<ScanRow> take, Action repeated, CancellationToken cancellationToken)
    {
        long rows = Plans(0).SelectMany(static p => p.Tables).Where(t => t.Name == table.Name).Sum(static t => t.Rows);
        int repeats = (int)Math.Clamp(enough / Math.Max(1, rows), FewestRepeats, MostRepeats);

        // How much seeds differ is measured between them; of a large table every so many rows are enough for that.
        long step = Math.Max(1, rows / Math.Max(FewestRows, Math.Min(rows / 10, MostRows)));
        for (int repeat = 0; repeat < repeats; repeat++)
        {
            foreach (TablePlan plan in Plans(repeat).SelectMany(static p => p.Tables).Where(t => t.Name == table.Name))
            {
                await ReadAsync(table, plan, step, take, cancellationToken);
            }

            repeated();
        }
    }

    private static async Task ReadAsync(ScanTable table, TablePlan plan, long step, Action<ScanRow> take, CancellationToken cancellationToken)
    {
        int[] places = [.. plan.Written.Select(i => table.IndexOf(plan.Table.Columns[i].Name))];
        ScanRow made = new(plan.Written.Length), row = new(table.Columns.Length);
        for (int i = 0; i < row.Count; i++)
        {
            row.SetNull(i);
        }

        CopyText text = new();
        CellValue[] cells = new CellValue[plan.Table.Columns.Length];
        for (long number = 0; number < plan.Rows; number += step)
        {
            plan.Fill(number, cells);
            text.Add(cells, plan.Written);
            if (text.Length < BatchBytes && number + step < plan.Rows)
            {
                continue;
            }

            CopyRows rows = new(new StringReader(Encoding.UTF8.GetString(text.Written.Span)));
            text.Clear();
            while (await rows.NextAsync(made, leading: 0, cancellationToken))
            {
                Place(made, row, places);
                take(row);
            }
        }
    }

    private static void Place(ScanRow made, ScanRow row, int[] places)
    {
        for (int i = 0; i < places.Length; i++)
        {
            if (places[i] >= 0 && made.IsNull(i))
            {
                row.SetNull(places[i]);
            }
            else if (places[i] >= 0)
            {
                row.Set(places[i], made.Memory(i));
            }
        }
    }

    private SeedPlan[] Plans(int repeat) => _plans.GetOrAdd(repeat, r =>
        [.. intents.Select(intent => Planner.Plan(intent.Schema, intent.Profile, intent.Settings with { Seed = _seeds[r] }, intent.Taken()))]);

    private static ulong[] Draw()
    {
        ulong[] seeds = new ulong[MostRepeats];
        RandomNumberGenerator.Fill(MemoryMarshal.AsBytes(seeds.AsSpan()));
        return seeds;
    }
}
