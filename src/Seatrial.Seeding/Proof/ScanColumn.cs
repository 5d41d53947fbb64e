namespace Seatrial.Seeding.Proof;

/// <summary>A column, as far as a scan needs to know it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Class">How its values are understood.</param>
/// <param name="Type">Its type, as the engine writes it.</param>
internal sealed record ScanColumn(string Name, ValueClass Class, string Type)
{
    /// <summary>Whether it is a part of the primary key.</summary>
    public bool IsKey { get; init; }

    /// <summary>Whether it points at rows.</summary>
    public bool IsReference { get; init; }

    /// <summary>Whether the database computes it of others.</summary>
    public bool IsComputed { get; init; }

    /// <summary>Why it cannot be read; null when it can.</summary>
    public string? Unreadable { get; init; }
}
