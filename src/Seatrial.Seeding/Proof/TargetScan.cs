using System.Collections.Concurrent;

namespace Seatrial.Seeding.Proof;

/// <summary>Scans all that a target stores in rows.</summary>
internal sealed class TargetScan(IRowScan scan, ProductionFindings production, ControlFindings control, IProgress<ProofProgress>? progress)
{
    private const int AtOnce = 2;

    /// <exception cref="Core.SeatrialException">The target could not be read.</exception>
    public async Task<IReadOnlyList<TargetTable>> RunAsync(IEnumerable<ScanTable> tables, CancellationToken cancellationToken)
    {
        ConcurrentBag<TargetTable> done = [];
        await Parallel.ForEachAsync(tables.Where(static t => t is { IsLedger: false, Unreadable: null }), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (table, stop) =>
        {
            TargetTable result = new(production, control, table);
            await scan.ReadAsync(table, owner: null, result.Take, stop);
            done.Add(result);
            progress?.Report(new(ProofStage.Target, table.Name.ToString(), result.Rows));
        });
        return [.. done.OrderBy(static t => t.Table.Name, Schema.ObjectName.InOrder)];
    }
}
