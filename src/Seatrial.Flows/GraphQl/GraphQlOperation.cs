using System.Collections.Immutable;

namespace Seatrial.Flows.GraphQl;

/// <summary>An operation of a document.</summary>
/// <param name="Kind"><c>query</c>, <c>mutation</c> or <c>subscription</c>.</param>
/// <param name="Name">Its name; null when it has none.</param>
/// <param name="Variables">Its variables, and whether each must be given.</param>
/// <param name="At">Where it begins.</param>
internal sealed record GraphQlOperation(string Kind, string? Name, ImmutableArray<(string Name, bool IsRequired)> Variables, int At);
