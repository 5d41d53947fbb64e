using System.Collections.Immutable;
using Seatrial.Core;
using Seatrial.Seeding.Schema;

namespace Seatrial.Seeding.Masking;

/// <summary>A database that gets masked rows, in one transaction: all of them are there at its end, or none.</summary>
internal interface IMaskTarget : IAsyncDisposable
{
    /// <summary>Begins the transaction, and reads the structure.</summary>
    /// <exception cref="SeatrialException">It could not be read.</exception>
    Task<DatabaseSchema> BeginAsync(CancellationToken cancellationToken);

    /// <summary>Keeps others from writing, and refuses tables that have rows.</summary>
    /// <exception cref="SeatrialException">A table has rows.</exception>
    Task SeizeAsync(IEnumerable<Table> tables, CancellationToken cancellationToken);

    /// <summary>Loads tables that need each other, or one.</summary>
    /// <param name="tables">They.</param>
    /// <param name="rows">Their rows, masked, in an array that is used again.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="SeatrialException">A row was refused; the message holds no value.</exception>
    Task LoadAsync(ImmutableArray<MaskTable> tables, Func<MaskTable, IAsyncEnumerable<string?[]>> rows, CancellationToken cancellationToken);

    /// <summary>Does something, looks at all conditions, and takes it back.</summary>
    Task RehearseAsync(Func<Task> load, CancellationToken cancellationToken);

    /// <summary>Writes down whose the rows are, moves sequences past their keys, and ends the transaction.</summary>
    /// <param name="run">Whose.</param>
    /// <param name="tables">The tables that were loaded.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="SeatrialException">There is such a run already, or a condition does not hold.</exception>
    Task CommitAsync(string run, ImmutableArray<MaskTable> tables, CancellationToken cancellationToken);
}
