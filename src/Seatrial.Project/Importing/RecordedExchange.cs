using System.Collections.Immutable;

namespace Seatrial.Project.Importing;

/// <summary>A request that was sent, or written down to be sent, and what came back: what recordings of every kind are read into.</summary>
/// <param name="Method">The method, in capitals.</param>
/// <param name="Address">The absolute address.</param>
public sealed record RecordedExchange(string Method, string Address)
{
    /// <summary>The request's headers, in order.</summary>
    public ImmutableArray<RecordedField> Headers { get; init; } = [];

    /// <summary>The request's body as text; null when there was none, or it was no text.</summary>
    public string? Body { get; init; }

    /// <summary>The parts of a form of parts; empty when the body is none.</summary>
    public ImmutableArray<RecordedField> Parts { get; init; } = [];

    /// <summary>What came back; null when nothing is known of it.</summary>
    public RecordedAnswer? Answer { get; init; }

    /// <summary>When it was sent; null when that is not known.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>What it belongs to, such as the page that sent it; null for nothing.</summary>
    public string? Group { get; init; }

    /// <summary>What the browser was loading, such as <c>xhr</c> or <c>image</c>; null when nobody said.</summary>
    public string? Kind { get; init; }

    /// <summary>The value of a header of the request; null when it has none.</summary>
    /// <param name="name">The header; case does not count.</param>
    public string? Header(string name) => RecordedField.Find(Headers, name);
}
