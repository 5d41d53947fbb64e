using System.Collections.Immutable;
using System.Text.Json;
using Seatrial.Core.Flows;

namespace Seatrial.Flows.Browsing;

/// <summary>What came of the items of a step.</summary>
/// <param name="checks">Its expectations; the item that could not be done is one that failed.</param>
/// <param name="exchange">What was done, and what the page said.</param>
/// <param name="document">What was read.</param>
/// <param name="url">The address at the end.</param>
/// <param name="title">The title at the end.</param>
/// <param name="duration">How long it took.</param>
internal sealed class BrowserAnswer(ImmutableArray<CheckRecord> checks, StepExchange exchange, JsonElement document, string url, string title, TimeSpan duration) : StepAnswer
{
    /// <inheritdoc/>
    public override TimeSpan Duration => duration;

    /// <inheritdoc/>
    public override StepExchange Exchange => exchange;

    /// <inheritdoc/>
    public override ImmutableArray<CheckRecord> Checks => checks;

    /// <inheritdoc/>
    public override JsonElement Document(out string? whyNot)
    {
        whyNot = null;
        return document;
    }

    /// <inheritdoc/>
    public override FlowValue Subject(string subject) => subject switch
    {
        "url" => FlowValues.Of(url),
        "title" => FlowValues.Of(title),
        _ => default,
    };
}
