namespace Seatrial.Seeding.Proof;

/// <summary>How the text of a value is to be understood.</summary>
internal enum ValueClass : byte
{
    Text,
    Number,
    Truth,

    /// <summary>A date, a time, or both.</summary>
    Time,

    /// <summary>JSON.</summary>
    Document,

    /// <summary>Bytes, written as <c>\x</c> and hexadecimal digits.</summary>
    Bytes,

    /// <summary>A list, a range or several values under names, as PostgreSQL writes them: <c>{a,"b c"}</c>, <c>[1,2)</c>, <c>(a,b)</c>.</summary>
    Composed,

    /// <summary>Nothing is known of the type: it is not scanned, which fails the proof.</summary>
    Unknown,
}
