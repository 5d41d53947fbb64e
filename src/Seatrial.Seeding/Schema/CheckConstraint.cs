using System.Collections.Immutable;

namespace Seatrial.Seeding.Schema;

/// <summary>A condition on each row, or each value of a domain.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Expression">As the database writes it.</param>
internal sealed record CheckConstraint(string Name, string Expression)
{
    /// <summary>The columns it reads.</summary>
    public ImmutableArray<string> Columns { get; init; } = [];

    public bool IsValidated { get; init; } = true;
}
