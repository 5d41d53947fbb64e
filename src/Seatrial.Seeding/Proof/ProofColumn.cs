namespace Seatrial.Seeding.Proof;

/// <summary>What was looked at in a column.</summary>
/// <param name="Name">The column; empty for what is looked at in whole rows.</param>
/// <param name="Type">Its type.</param>
public sealed record ProofColumn(string Name, string Type)
{
    /// <summary>How many values it has.</summary>
    public long Values { get; init; }

    /// <summary>How many readings of them were looked up.</summary>
    public long Readings { get; init; }

    /// <summary>How many readings few people of production share.</summary>
    public long Rare { get; init; }

    /// <summary>How many readings many people of production share.</summary>
    public long Common { get; init; }

    /// <summary>How many of both chance would have brought; null where no control says.</summary>
    public double? Expected { get; init; }

    /// <summary>How likely the least likely of what was found is by chance.</summary>
    public double Probability { get; init; } = 1;

    /// <summary>Whether it raised an alarm.</summary>
    public bool IsAlarm { get; init; }

    /// <summary>Why it was not scanned; null when it was.</summary>
    public string? Unscanned { get; init; }
}
