using System.Collections.Immutable;
using Seatrial.Seeding.Schema;

namespace Seatrial.Seeding.Proof;

/// <summary>What was looked at in a table.</summary>
/// <param name="Name">The table.</param>
/// <param name="Rows">How many rows it has.</param>
/// <param name="Columns">Its columns; the last is for whole rows.</param>
public sealed record ProofTable(ObjectName Name, long Rows, ImmutableArray<ProofColumn> Columns);
