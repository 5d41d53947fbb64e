using System.Collections.Immutable;
using Seatrial.Core.Flows;

namespace Seatrial.Flows.Rpc;

/// <summary>A call as written.</summary>
/// <param name="Address">Where to.</param>
/// <param name="Service">The service, with its package.</param>
/// <param name="Method">The method.</param>
internal sealed record GrpcPlan(IBoundValue Address, string Service, string Method)
{
    public required string Summary { get; init; }

    public string? Target { get; init; }

    /// <summary>What a file says of the service; null: the server is asked.</summary>
    public GrpcSchema? Schema { get; init; }

    public ImmutableArray<IBoundValue> Messages { get; init; } = [];

    public ImmutableArray<KeyValuePair<string, IBoundValue>> Metadata { get; init; } = [];

    /// <summary>Whether the step says which status it wants.</summary>
    public bool AsksForStatus { get; init; }
}
