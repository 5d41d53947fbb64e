namespace Seatrial.Seeding.Tests.Leaks;

/// <summary>A leak, planted.</summary>
/// <param name="Name">What leaks, and how.</param>
/// <param name="Place">What the place of its finding says.</param>
internal sealed record Leak(string Name, string Place)
{
    /// <summary>Plants it into the target.</summary>
    public Func<Person, string>? Sql { get; init; }

    /// <summary>Plants it into a file.</summary>
    public Func<Person, byte[]>? File { get; init; }

    /// <summary>Plants it into the profile.</summary>
    public Func<Person, string, string>? Profile { get; init; }

    /// <summary>A production column's values to copy over the target's, row by row: <c>table.column</c>.</summary>
    public string? PassThrough { get; init; }
}
