using System.Collections.Immutable;

namespace Seatrial.Seeding.Schema;

/// <summary>What may be in a table only once.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Parts">What it is made of.</param>
internal sealed record UniqueKey(string Name, ImmutableArray<KeyPart> Parts)
{
    public bool IsPrimary { get; init; }

    /// <summary>Whether it is a constraint, and not a mere index.</summary>
    public bool IsConstraint { get; init; }

    /// <summary>The rows it is about, as written; null for all.</summary>
    public string? Predicate { get; init; }

    /// <summary>Whether null is a value like others, and may be there only once.</summary>
    public bool NullsAreEqual { get; init; }

    public Deferrability Deferrability { get; init; }

    /// <summary>Its columns, where it is made of nothing else and is about all rows: what a foreign key may point at.</summary>
    public ImmutableArray<string>? PlainColumns =>
        Predicate is null && Parts.All(static p => p.Column is not null) ? [.. Parts.Select(static p => p.Column!)] : null;
}
