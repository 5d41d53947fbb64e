namespace Seatrial.Seeding.Checks;

/// <summary>What of a column is compared.</summary>
internal enum Measure
{
    Value,
    Length,
    Cardinality,
}
