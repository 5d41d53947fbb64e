using System.Collections.Immutable;

namespace Seatrial.Seeding.Proof;

/// <summary>
/// Rows like the target's, made by the same means with other seeds: what they share with production they share by chance.
/// The proof takes nothing else from whoever makes rows.
/// </summary>
internal interface IControlSource
{
    /// <summary>What it is, for the report.</summary>
    string Description { get; }

    /// <summary>Which seeds it uses.</summary>
    ImmutableArray<ulong> Seeds { get; }

    /// <summary>The columns of a table that it makes; empty for a table that it does not.</summary>
    ImmutableArray<string> ColumnsOf(ScanTable table);

    /// <summary>Makes a table's rows again and again, each time all of them with another seed, until there are enough.</summary>
    /// <param name="table">The table.</param>
    /// <param name="enough">About how many rows.</param>
    /// <param name="take">Takes each row, with the columns of the table in their places.</param>
    /// <param name="repeated">Told when all rows were made once.</param>
    /// <param name="cancellationToken">Stops it.</param>
    Task ReadAsync(ScanTable table, int enough, Action<ScanRow> take, Action repeated, CancellationToken cancellationToken);
}
