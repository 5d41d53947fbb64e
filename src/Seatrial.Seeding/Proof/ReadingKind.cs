namespace Seatrial.Seeding.Proof;

/// <summary>In what way a text is read.</summary>
internal enum ReadingKind : byte
{
    /// <summary>A whole value, compared with those of the same column only: the only way for short and common ones.</summary>
    Own,

    /// <summary>A whole value, compared with values of any column: also inside a longer text, as a key or leaf of a document, an item, decoded, or backwards.</summary>
    Value,

    /// <summary>The digits of a value, and the last nine of them.</summary>
    Digits,

    /// <summary>What stands before the @ of an address.</summary>
    Local,

    /// <summary>The beginning of a value.</summary>
    Prefix,

    /// <summary>One word of a value of a few words.</summary>
    Word,

    /// <summary>Five words in a row of a long text.</summary>
    Shingle,

    /// <summary>Two values of a row that together may tell whose it is.</summary>
    Pair,

    /// <summary>All values of a row but its keys.</summary>
    Row,
}
