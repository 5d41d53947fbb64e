namespace Seatrial.Seeding.Proof;

/// <summary>Reads a database as it is stored, whatever engine it lives in; it changes nothing. All reads see one moment.</summary>
internal interface IRowScan : IAsyncDisposable
{
    /// <summary>The database's address for people.</summary>
    string Shown { get; }

    /// <summary>What there is to be scanned.</summary>
    /// <exception cref="Core.SeatrialException">It could not be read.</exception>
    Task<ScanContents> ContentsAsync(CancellationToken cancellationToken);

    /// <summary>Reads all rows of a table; columns that cannot be read are null. Several tables may be read at once.</summary>
    /// <param name="table">The table.</param>
    /// <param name="owner">The columns of the table that rows belong to, by way of references; null when each row is its own.</param>
    /// <param name="take">Takes each row; it is called by one thread at a time.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="Core.SeatrialException">It could not be read.</exception>
    Task ReadAsync(ScanTable table, OwnerPath? owner, Action<ScanRow> take, CancellationToken cancellationToken);
}
