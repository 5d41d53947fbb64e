using System.Collections.Immutable;
using Seatrial.Core;
using Seatrial.Seeding.Schema;

namespace Seatrial.Seeding.Masking;

/// <summary>A database that rows are taken from: it is only read, and stays as it was at the first moment.</summary>
internal interface IMaskSource : IAsyncDisposable
{
    /// <summary>Begins to read, and reads the structure.</summary>
    /// <exception cref="SeatrialException">It could not be read.</exception>
    Task<DatabaseSchema> BeginAsync(CancellationToken cancellationToken);

    /// <summary>What must be known of a table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="columns">Which of its columns are asked about.</param>
    /// <param name="cancellationToken">Stops it.</param>
    Task<TableFacts> FactsAsync(Table table, IReadOnlyList<string> columns, CancellationToken cancellationToken);

    /// <summary>Some values of every column of a table, for whoever tells what they are.</summary>
    Task<IReadOnlyDictionary<string, List<string>>> SampleAsync(Table table, int rows, CancellationToken cancellationToken);

    /// <summary>Rows of a table as the engine writes them, in an array that is used again.</summary>
    /// <param name="table">The table.</param>
    /// <param name="columns">Which columns.</param>
    /// <param name="places">Which rows; null for all.</param>
    /// <param name="cancellationToken">Stops it.</param>
    IAsyncEnumerable<string?[]> RowsAsync(Table table, IReadOnlyList<string> columns, IReadOnlyCollection<RowPlace>? places, CancellationToken cancellationToken);

    /// <summary>The rows that a subset begins with.</summary>
    Task<List<RowPlace>> RootsAsync(Table table, ImmutableArray<(string Column, ImmutableArray<string> Values)> where, int? limit, CancellationToken cancellationToken);

    /// <summary>The rows that rows point at.</summary>
    Task<List<RowPlace>> ParentsAsync(MaskLink link, IReadOnlyCollection<RowPlace> rows, CancellationToken cancellationToken);

    /// <summary>The rows that point at rows.</summary>
    /// <param name="link">By what.</param>
    /// <param name="rows">The rows pointed at.</param>
    /// <param name="most">The most for each of them, by the order of their key.</param>
    /// <param name="cancellationToken">Stops it.</param>
    Task<List<RowPlace>> ChildrenAsync(MaskLink link, IReadOnlyCollection<RowPlace> rows, int most, CancellationToken cancellationToken);
}
