namespace Seatrial.Seeding.Values;

/// <summary>What the numbers of a grid become.</summary>
internal enum GridKind
{
    Integer,
    Decimal,
    Double,
    Money,
    Date,
    Time,
    TimeWithZone,
    Timestamp,
    Interval,
}
