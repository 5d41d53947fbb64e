using System.Collections.Immutable;
using Seatrial.Core.Flows;

namespace Seatrial.Flows.Messages;

/// <summary>A message as it came.</summary>
/// <param name="Line">Where it came from, in one line, for people.</param>
/// <param name="Payload">Its payload.</param>
internal sealed record ReceivedMessage(string Line, ReadOnlyMemory<byte> Payload)
{
    public ImmutableArray<ExchangeHeader> Headers { get; init; } = [];

    /// <summary>What else is known of it, by subject: <c>topic</c>, <c>key</c> …</summary>
    public ImmutableDictionary<string, string> Facts { get; init; } = ImmutableDictionary<string, string>.Empty;
}
