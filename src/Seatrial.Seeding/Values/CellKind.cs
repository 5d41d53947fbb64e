namespace Seatrial.Seeding.Values;

/// <summary>What stands in a cell.</summary>
internal enum CellKind : byte
{
    Null,
    Boolean,
    Integer,
    Decimal,
    Double,
    Text,
    Bytes,

    /// <summary>Microseconds since 1970-01-01T00:00Z: a time with or without zone, which is UTC.</summary>
    Timestamp,

    /// <summary>Days since 1970-01-01.</summary>
    Date,

    /// <summary>Microseconds since midnight.</summary>
    Time,

    /// <summary>A text that is the engine's own way to write a value: arrays, composites, ranges, intervals, documents, identifiers.</summary>
    Literal,
}
