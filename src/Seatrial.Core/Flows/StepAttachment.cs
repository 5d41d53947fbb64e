using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Seatrial.Core.Flows;

/// <summary>A file that shows why a step failed, such as a picture of the page; or why there is none.</summary>
/// <param name="Name">What it is, such as <c>picture.png</c>; unique within its step.</param>
/// <param name="MediaType">Such as <c>image/png</c>.</param>
public sealed record StepAttachment(string Name, string MediaType)
{
    /// <summary>Why it is missing or not whole; null when it is all there.</summary>
    public string? Missing { get; init; }

    /// <summary>How many bytes it has; 0 when there is none.</summary>
    public long Bytes { get; init; }

    /// <summary>The blobs that hold it, in order; empty when there is none, or before it is stored.</summary>
    public ImmutableArray<string> Blobs { get; init; } = [];

    /// <summary>The bytes, masked, until they are stored.</summary>
    [JsonIgnore]
    public ReadOnlyMemory<byte> Content { get; init; }
}
