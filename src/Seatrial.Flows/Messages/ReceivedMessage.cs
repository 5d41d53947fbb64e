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

    /// <summary>What of that is a number: <c>partition</c>, <c>offset</c>.</summary>
    public ImmutableDictionary<string, long> Numbers { get; init; } = ImmutableDictionary<string, long>.Empty;

    /// <summary>Answers subjects that take an expression; null when there are none.</summary>
    public Func<string, (FlowValue Value, string? WhyNot)>? Ask { get; init; }
}
