using System.Collections.Immutable;
using Seatrial.Core.Flows;

namespace Seatrial.Project.Flows;

/// <summary>A row of a flow's data.</summary>
/// <param name="Name">Its name, unique in the flow: letters, digits, <c>-</c>, <c>_</c> and <c>.</c>.</param>
/// <param name="Values">Its columns.</param>
public sealed record DataRow(string Name, ImmutableDictionary<string, FlowValue> Values);
