using System.Collections.Immutable;
using Seatrial.Core.Flows;

namespace Seatrial.Project.Contracts;

/// <summary>A request and its answer, as they are held to a contract.</summary>
/// <param name="Method">The method, in capitals.</param>
/// <param name="Address">Where it was sent.</param>
/// <param name="Status">The answer's status.</param>
public sealed record ContractExchange(string Method, Uri Address, int Status)
{
    /// <summary>The request's headers.</summary>
    public ImmutableArray<ExchangeHeader> RequestHeaders { get; init; } = [];

    /// <summary>The request's body.</summary>
    public ReadOnlyMemory<byte> RequestBody { get; init; }

    /// <summary>The answer's headers.</summary>
    public ImmutableArray<ExchangeHeader> ResponseHeaders { get; init; } = [];

    /// <summary>The answer's body.</summary>
    public ReadOnlyMemory<byte> ResponseBody { get; init; }

    internal static string? Header(ImmutableArray<ExchangeHeader> headers, string name)
    {
        string[] values = [.. headers.Where(h => h.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(static h => h.Value)];
        return values.Length == 0 ? null : string.Join(", ", values);
    }
}
