using System.Globalization;
using System.Text.Json;
using Seatrial.Core.Flows;
using Seatrial.Flows.Servers;

namespace Seatrial.Flows.Kafka;

/// <summary>What a cluster reported of a message: where it lies, or why it was refused.</summary>
/// <param name="sent">The message.</param>
/// <param name="topic">Its topic.</param>
/// <param name="place">Where it lies; null when it was refused.</param>
/// <param name="error">Why it was refused; null when it was stored.</param>
/// <param name="duration">How long that took.</param>
internal sealed class KafkaProducedAnswer(StepExchange sent, string topic, (int Partition, long Offset)? place, string? error, TimeSpan duration) : StepAnswer
{
    /// <inheritdoc/>
    public override TimeSpan Duration => duration;

    /// <inheritdoc/>
    public override StepExchange Exchange => sent with
    {
        Response = Shown.Message(place is { } at ? string.Create(CultureInfo.InvariantCulture, $"stored in partition {at.Partition} at offset {at.Offset}") : "refused", [], null),
    };

    /// <inheritdoc/>
    public override string? ProtocolFailure => error is null ? null : $"the cluster refused the message: {error}";

    /// <inheritdoc/>
    public override bool HadNoEffect => error is not null;

    /// <inheritdoc/>
    public override JsonElement Document(out string? whyNot)
    {
        whyNot = "a cluster answers with nothing but where it stored the message";
        return default;
    }

    /// <inheritdoc/>
    public override FlowValue Subject(string subject) => (subject, place) switch
    {
        ("topic", not null) => FlowValues.Of(topic),
        ("partition", { } at) => Number(at.Partition),
        ("offset", { } at) => Number(at.Offset),
        _ => default,
    };

    private static FlowValue Number(long number) => new(JsonElement.Parse(number.ToString(CultureInfo.InvariantCulture)));
}
