namespace Seatrial.Seeding.Schema;

/// <summary>What a value is, whatever the engine calls its type.</summary>
internal enum ScalarKind
{
    Boolean,
    Integer,
    Decimal,
    Float,
    Money,
    Text,
    Blob,
    Bits,
    Date,
    Time,
    TimeWithZone,
    Timestamp,
    TimestampWithZone,
    Interval,
    Uuid,
    Json,
    Xml,
    Network,
    Geometric,
    TextSearch,

    /// <summary>A type whose values are not known here: of an extension, or of the engine's inside.</summary>
    Other,
}
