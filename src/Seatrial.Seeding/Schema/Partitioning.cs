using System.Collections.Immutable;

namespace Seatrial.Seeding.Schema;

/// <summary>How rows are spread over partitions.</summary>
/// <param name="Strategy">By what.</param>
/// <param name="Parts">What of the row decides.</param>
internal sealed record Partitioning(PartitionStrategy Strategy, ImmutableArray<KeyPart> Parts);
