namespace Seatrial.Seeding.Schema;

/// <summary>What the database does of itself when rows change.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Text">As the database writes it.</param>
internal sealed record Trigger(string Name, string Text)
{
    /// <summary>Whether it stands for a condition, and may refuse rows at the end of a transaction.</summary>
    public bool IsConstraint { get; init; }

    /// <summary>Whether it acts when rows are loaded.</summary>
    public bool IsOnInsert { get; init; }

    /// <summary>Whether it is turned off for ordinary sessions.</summary>
    public bool IsDisabled { get; init; }
}
