using System.Text.Json;
using Seatrial.Core.Flows;
using Seatrial.Flows.Servers;

namespace Seatrial.Flows.Messages;

/// <summary>What a broker said to a message.</summary>
internal sealed class PublishAnswer : StepAnswer
{
    private readonly StepExchange _sent;
    private readonly bool? _isRouted;
    private readonly string? _error;

    /// <param name="sent">The message.</param>
    /// <param name="isRouted">Whether anybody was there to get it; null when the broker does not say.</param>
    /// <param name="error">Why the broker refused it; null when it took it.</param>
    /// <param name="duration">How long that took.</param>
    public PublishAnswer(StepExchange sent, bool? isRouted, string? error, TimeSpan duration)
    {
        (_sent, _isRouted, _error, Duration) = (sent, isRouted, error, duration);
    }

    /// <inheritdoc/>
    public override TimeSpan Duration { get; }

    /// <inheritdoc/>
    public override StepExchange Exchange => _sent with
    {
        Response = Shown.Message(_error is not null ? "refused" : _isRouted == false ? "taken, and given to nobody" : "taken", [], null),
    };

    /// <inheritdoc/>
    public override string? ProtocolFailure => _error is null ? null : $"the broker refused the message: {_error}";

    /// <inheritdoc/>
    public override bool HadNoEffect => _error is not null;

    /// <inheritdoc/>
    public override JsonElement Document(out string? whyNot)
    {
        whyNot = "a broker answers with nothing but whether it took the message";
        return default;
    }

    /// <inheritdoc/>
    public override FlowValue Subject(string subject) =>
        subject == "routed" && _error is null && _isRouted is { } routed ? new FlowValue(JsonElement.Parse(routed ? "true" : "false")) : default;
}
