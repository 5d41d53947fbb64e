using System.Collections.Concurrent;
using System.Collections.Immutable;
using Seatrial.Seeding.Schema;

namespace Seatrial.Seeding.Proof;

/// <summary>Reads all of production once and keeps fingerprints of it, in memory.</summary>
/// <param name="scan">Production.</param>
/// <param name="settings">How it is done.</param>
/// <param name="progress">Told of each table that is done.</param>
internal sealed class ProductionScan(IRowScan scan, ProofSettings settings, IProgress<ProofProgress>? progress)
{
    private const int AtOnce = 2;
    private const int Canaries = 4;

    private readonly ConcurrentDictionary<uint, DistinctCount> _counts = [];
    private readonly ConcurrentBag<string> _samples = [];
    private long _rows;

    /// <exception cref="Core.SeatrialException">Production could not be read.</exception>
    public async Task<ProductionFindings> RunAsync(CancellationToken cancellationToken)
    {
        FingerprintKey key = FingerprintKey.Random();
        ScanContents contents = await scan.ContentsAsync(cancellationToken);
        ScanTable[] tables = [.. contents.Tables.Where(static t => !t.IsLedger && t.Unreadable is null)];
        Dictionary<ObjectName, ScanTable> byName = tables.ToDictionary(static t => t.Name);
        Dictionary<ObjectName, TableLayout> layouts = tables.Select((t, i) => TableLayout.Of(t, i + 1, settings.Published)).ToDictionary(static l => l.Name);
        FingerprintCollector collector = new(settings.Subjects, settings.MostFingerprints);
        ImmutableArray<Canary> canaries = [.. Enumerable.Range(0, Canaries).Select(static _ => Canary.Random())];
        await Parallel.ForEachAsync(tables, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (table, stop) =>
        {
            ProductionTable worker = new(key, layouts[table.Name], table, settings, collector);
            await scan.ReadAsync(table, OwnerPath.Of(table, byName), worker.Take, stop);
            Close(worker);
            progress?.Report(new(ProofStage.Production, table.Name.ToString(), worker.Rows));
        });
        ProductionTable own = new(key, new(default, 0, [], [], []), new(default, []), settings, collector);
        foreach (Canary canary in canaries)
        {
            own.Take(canary);
        }

        Close(own);
        FingerprintIndex index = collector.ToIndex();
        return new()
        {
            Key = key,
            Index = index,
            Contents = contents,
            Layouts = layouts,
            Counts = _counts.ToDictionary(static c => c.Key, static c => c.Value.Value),
            Rows = _rows,
            Canaries = canaries,
            Samples = [.. _samples.Where(s => IsRare(key, index, s)).Order(StringComparer.Ordinal).Take(64)],
            Unread =
            [
                .. contents.Tables.Where(static t => t.Unreadable is not null).Select(static t => $"{t.Name}: {t.Unreadable}"),
                .. tables.SelectMany(static t => t.Columns.Where(static c => c.Unreadable is not null).Select(c => $"{t.Name}.{c.Name}: {c.Unreadable}")),
            ],
        };
    }

    private static bool IsRare(FingerprintKey key, FingerprintIndex index, string sample)
    {
        FoldedText folded = new();
        folded.Fold(sample);
        return folded.Whole.Length >= 10 && index.Find(key.Of((uint)ReadingKind.Value, folded.Whole)) == Frequency.Rare;
    }

    private void Close(ProductionTable worker)
    {
        worker.Flush();
        Interlocked.Add(ref _rows, worker.Rows);
        foreach ((uint domain, DistinctCount count) in worker.Counts)
        {
            DistinctCount all = _counts.GetOrAdd(domain, static _ => new DistinctCount());
            lock (all)
            {
                all.Add(count);
            }
        }

        foreach (string sample in worker.Samples)
        {
            _samples.Add(sample);
        }
    }
}
