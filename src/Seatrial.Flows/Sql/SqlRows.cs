using System.Text.Json;

namespace Seatrial.Flows.Sql;

/// <summary>What a statement gave.</summary>
/// <param name="Document">The rows, a list of maps.</param>
/// <param name="Count">How many there are, or how many rows the statement changed.</param>
/// <param name="HasColumns">Whether it gave rows, as a query does.</param>
/// <param name="WhyCut">Why there are more than were read; null when there are not.</param>
internal sealed record SqlRows(JsonElement Document, int Count, bool HasColumns, string? WhyCut);
