using System.Globalization;
using System.Text.Json;
using Seatrial.Core.Flows;
using Seatrial.Flows.Servers;
using Seatrial.Project.Connections;

namespace Seatrial.Flows.Messages;

/// <summary>A message that was heard.</summary>
/// <param name="sent">What was sent to hear it.</param>
/// <param name="message">The message.</param>
/// <param name="duration">How long it was waited for.</param>
internal sealed class MessageAnswer(StepExchange sent, ReceivedMessage message, TimeSpan duration) : StepAnswer
{
    private readonly string? _text = JsonTexts.TextOf(message.Payload.Span);
    private JsonElement? _document;
    private bool _isParsed;

    /// <param name="protocol">The verb.</param>
    /// <param name="address">The server.</param>
    /// <param name="channel">What was listened to, in one line.</param>
    /// <param name="message">The message.</param>
    /// <param name="duration">How long it was waited for.</param>
    public MessageAnswer(string protocol, ServerAddress address, string channel, ReceivedMessage message, TimeSpan duration)
        : this(Shown.Exchange(protocol, address, Shown.Message($"{address.Shown} {channel}", [], null)), message, duration)
    {
    }

    /// <summary>What the message itself does not have, such as the status its stream began with.</summary>
    public Func<string, FlowValue>? Otherwise { get; init; }

    /// <inheritdoc/>
    public override TimeSpan Duration => duration;

    /// <inheritdoc/>
    public override StepExchange Exchange => sent with { Response = Shown.Message(message.Line, message.Headers, _text) };

    /// <inheritdoc/>
    public override JsonElement Document(out string? whyNot)
    {
        if (!_isParsed)
        {
            _isParsed = true;
            _document = JsonTexts.TryParse(message.Payload);
        }

        whyNot = _document is not null ? null
            : message.Payload.IsEmpty ? "the message is empty"
            : _text is null ? "the message is neither JSON nor text" : "the message is not JSON";
        return _document ?? default;
    }

    /// <inheritdoc/>
    public override FlowValue Subject(string subject)
    {
        if (subject == "body")
        {
            return FlowValues.Of(_text ?? Convert.ToBase64String(message.Payload.Span));
        }

        if (message.Facts.TryGetValue(subject, out string? fact))
        {
            return FlowValues.Of(fact);
        }

        if (message.Numbers.TryGetValue(subject, out long number))
        {
            return new FlowValue(JsonElement.Parse(number.ToString(CultureInfo.InvariantCulture)));
        }

        if (!subject.StartsWith("header.", StringComparison.Ordinal))
        {
            return Otherwise?.Invoke(subject) ?? default;
        }

        string name = subject["header.".Length..];
        ExchangeHeader? header = message.Headers.FirstOrDefault(h => string.Equals(h.Name, name, StringComparison.OrdinalIgnoreCase));
        return header is null ? Otherwise?.Invoke(subject) ?? default : FlowValues.Of(header.Value);
    }

    /// <inheritdoc/>
    public override FlowValue Subject(string subject, out string? whyNot)
    {
        whyNot = null;
        FlowValue value = Subject(subject);
        if (!value.Exists && message.Ask is { } ask)
        {
            (value, whyNot) = ask(subject);
        }

        return value;
    }
}
