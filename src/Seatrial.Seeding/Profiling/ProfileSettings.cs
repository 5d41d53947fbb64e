using System.Collections.Immutable;

namespace Seatrial.Seeding.Profiling;

/// <summary>How production is looked at.</summary>
public sealed record ProfileSettings
{
    /// <summary>The least number of distinct subjects behind anything released.</summary>
    public int Subjects { get; init; } = 10;

    /// <summary>The privacy loss of each noised statistic, above 0.</summary>
    public double Epsilon { get; init; } = 1;

    /// <summary>The probability with which a value's mere presence may show.</summary>
    public double Delta { get; init; } = 1e-6;

    /// <summary>How many rows of a table are looked at, at most; larger ones are sampled.</summary>
    public long Sample { get; init; } = 200_000;

    /// <summary>How long a statement may take.</summary>
    public TimeSpan StatementTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a lock is waited for.</summary>
    public TimeSpan LockTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Columns, as <c>schema.table.column</c> or <c>table.column</c>, of which values may be released if many share them, though they look like personal data.</summary>
    public ImmutableHashSet<string> Allowed { get; init; } = [];

    /// <summary>The day it is taken on.</summary>
    public required DateOnly Today { get; init; }
}
