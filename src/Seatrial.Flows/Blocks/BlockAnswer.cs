using System.Collections.Immutable;
using System.Text.Json;
using Seatrial.Core.Flows;
using Seatrial.Flows.Calling;

namespace Seatrial.Flows.Blocks;

/// <summary>What the lanes of a block came to.</summary>
/// <param name="summary">What the block is, in one line.</param>
/// <param name="duration">How long the lanes took together.</param>
/// <param name="steps">The records of the lanes; masked.</param>
/// <param name="failure">The first failure, if any lane failed.</param>
/// <param name="reason">Which lanes failed, and the first one's failure; null when none did.</param>
internal sealed class BlockAnswer(string summary, TimeSpan duration, ImmutableArray<StepRecord> steps, StepFailure? failure, string? reason)
    : CompositeAnswer(duration, steps, failure)
{
    /// <summary>What the lanes captured and the steps after the block can read.</summary>
    public ImmutableDictionary<string, FlowValue> Captured { get; init; } = ImmutableDictionary<string, FlowValue>.Empty;

    /// <summary>What the block's own captures and expectations look into: for each item, what its steps captured.</summary>
    public FlowValue Items { get; init; }

    /// <inheritdoc/>
    public override StepExchange Exchange => new("block", new ExchangeMessage(summary, [], null, 0, false), null, null, null);

    /// <inheritdoc/>
    public override string? ProtocolFailure => reason;

    /// <inheritdoc/>
    public override bool IsSecret => Items.IsSecret;

    /// <inheritdoc/>
    public override JsonElement Document(out string? whyNot)
    {
        whyNot = Items.Exists ? null : "branches leave their captures to the steps behind them, and no document";
        return Items.Json;
    }
}
