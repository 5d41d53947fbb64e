using System.Collections.Immutable;

namespace Seatrial.Project.Importing;

/// <summary>What came back.</summary>
/// <param name="Status">The status; 0 when none came.</param>
public sealed record RecordedAnswer(int Status)
{
    /// <summary>Its headers, in order.</summary>
    public ImmutableArray<RecordedField> Headers { get; init; } = [];

    /// <summary>Its body as text; null when there was none, or it was no text.</summary>
    public string? Body { get; init; }

    /// <summary>The value of a header; null when it has none.</summary>
    /// <param name="name">The header; case does not count.</param>
    public string? Header(string name) => RecordedField.Find(Headers, name);
}
