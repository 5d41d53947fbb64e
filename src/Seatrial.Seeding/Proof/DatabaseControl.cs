using System.Collections.Immutable;
using Seatrial.Seeding.Schema;

namespace Seatrial.Seeding.Proof;

/// <summary>Databases that were filled by the same means as the target, with other seeds. It serves whatever fills databases.</summary>
/// <param name="scans">The databases.</param>
internal sealed class DatabaseControl(IReadOnlyList<(IRowScan Scan, ScanContents Contents)> scans) : IControlSource
{
    public string Description => $"databases filled with other seeds: {string.Join(", ", scans.Select(static s => s.Scan.Shown))}";

    public ImmutableArray<ulong> Seeds => [];

    /// <exception cref="Core.SeatrialException">A database could not be read.</exception>
    public static async Task<DatabaseControl> OpenAsync(IEnumerable<IRowScan> scans, CancellationToken cancellationToken)
    {
        List<(IRowScan, ScanContents)> opened = [];
        foreach (IRowScan scan in scans)
        {
            opened.Add((scan, await scan.ContentsAsync(cancellationToken)));
        }

        return new(opened);
    }

    public ImmutableArray<string> ColumnsOf(ScanTable table) =>
        [.. table.Columns.Select(static c => c.Name).Where(c => scans.All(s => Find(s.Contents, table.Name) is { } other && other.IndexOf(c) >= 0))];

    public async Task ReadAsync(ScanTable table, int enough, Action<ScanRow> take, Action repeated, CancellationToken cancellationToken)
    {
        foreach ((IRowScan scan, ScanContents contents) in scans)
        {
            ScanTable other = Find(contents, table.Name)!;
            int[] from = [.. table.Columns.Select(c => other.IndexOf(c.Name))];
            ScanRow row = new(from.Length);
            await scan.ReadAsync(other, owner: null, made =>
            {
                for (int i = 0; i < from.Length; i++)
                {
                    if (from[i] < 0 || made.IsNull(from[i]))
                    {
                        row.SetNull(i);
                    }
                    else
                    {
                        row.Set(i, made.Memory(from[i]));
                    }
                }

                take(row);
            }, cancellationToken);
            repeated();
        }
    }

    private static ScanTable? Find(ScanContents contents, ObjectName name) => contents.Tables.FirstOrDefault(t => t.Name == name && t.Unreadable is null);
}
