namespace Seatrial.Seeding.Schema;

/// <summary>By what rows are spread.</summary>
internal enum PartitionStrategy
{
    Range,
    List,
    Hash,
}
