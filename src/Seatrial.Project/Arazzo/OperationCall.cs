using System.Collections.Immutable;
using Seatrial.Core.Flows;

namespace Seatrial.Project.Arazzo;

/// <summary>The request of an operation.</summary>
/// <param name="Method">The method, in capitals.</param>
/// <param name="Address">Its address, without the query.</param>
/// <param name="Summary">What it is, in one line.</param>
/// <param name="Target">The service; null when the project has none for it.</param>
public sealed record OperationCall(string Method, IBoundValue Address, string Summary, string? Target)
{
    /// <summary>Names and values of the query; a list stands for several values.</summary>
    public ImmutableArray<KeyValuePair<string, IBoundValue>> Query { get; init; } = [];

    /// <summary>Headers.</summary>
    public ImmutableArray<KeyValuePair<string, IBoundValue>> Headers { get; init; } = [];

    /// <summary>Cookies.</summary>
    public ImmutableArray<KeyValuePair<string, IBoundValue>> Cookies { get; init; } = [];

    /// <summary>The body as text; null when there is none.</summary>
    public IBoundValue? Body { get; init; }
}
