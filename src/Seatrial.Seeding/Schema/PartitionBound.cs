namespace Seatrial.Seeding.Schema;

/// <summary>Which rows of a table a partition holds.</summary>
/// <param name="Parent">The table.</param>
/// <param name="Text">As the database writes it: <c>FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')</c>, or <c>DEFAULT</c>.</param>
internal sealed record PartitionBound(ObjectName Parent, string Text);
