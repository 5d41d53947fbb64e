namespace Seatrial.Seeding.Schema;

/// <summary>What a table is.</summary>
internal enum TableKind
{
    /// <summary>Rows of its own.</summary>
    Plain,

    /// <summary>Rows in partitions.</summary>
    Partitioned,

    /// <summary>Rows elsewhere: nothing is loaded into it.</summary>
    Foreign,
}
