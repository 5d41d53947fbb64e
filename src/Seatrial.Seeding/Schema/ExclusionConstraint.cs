using System.Collections.Immutable;

namespace Seatrial.Seeding.Schema;

/// <summary>No two rows may collide in all of its parts at once.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Parts">The parts, each with its operator.</param>
internal sealed record ExclusionConstraint(string Name, ImmutableArray<KeyPart> Parts)
{
    /// <summary>The rows it is about, as written; null for all.</summary>
    public string? Predicate { get; init; }

    public Deferrability Deferrability { get; init; }
}
