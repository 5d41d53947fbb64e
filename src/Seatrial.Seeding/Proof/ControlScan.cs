using System.Collections.Concurrent;
using Seatrial.Seeding.Schema;

namespace Seatrial.Seeding.Proof;

/// <summary>Measures what chance does: looks up rows of the control just like the target's.</summary>
internal sealed class ControlScan(ProductionFindings production, IControlSource source, ProofSettings settings, IProgress<ProofProgress>? progress)
{
    private const int AtOnce = 2;

    public async Task<ControlFindings> RunAsync(IReadOnlyList<ScanTable> tables, CancellationToken cancellationToken)
    {
        ConcurrentDictionary<ObjectName, ControlTable> results = [];
        await Parallel.ForEachAsync(tables.Where(static t => !t.IsLedger), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (table, stop) =>
        {
            string[] made = [.. source.ColumnsOf(table)];
            ControlTable result = new(table.Columns.Length);
            for (int i = 0; i < table.Columns.Length; i++)
            {
                result.Columns[i] = made.Contains(table.Columns[i].Name, StringComparer.Ordinal) ? new() : null;
            }

            if (made.Length > 0)
            {
                ControlTaker taker = new(production, table, result);
                await source.ReadAsync(table, settings.ControlRows, taker.Take, taker.Repeated, stop);
            }

            results[table.Name] = result;
            progress?.Report(new(ProofStage.Control, table.Name.ToString(), result.Rows));
        });
        return new(source, results);
    }
}
