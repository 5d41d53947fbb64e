namespace Seatrial.Seeding.Schema;

/// <summary>A part of a key: a column, or what is computed of a row.</summary>
/// <param name="Column">The column; null for an expression.</param>
/// <param name="Text">As the database writes it.</param>
internal sealed record KeyPart(string? Column, string Text)
{
    /// <summary>The operator by which two rows collide, for exclusions.</summary>
    public string? Operator { get; init; }
}
