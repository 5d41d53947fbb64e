using System.Text.Json;
using Seatrial.Core.Flows;
using Seatrial.Flows.Servers;
using Seatrial.Project.Connections;
using StackExchange.Redis;

namespace Seatrial.Flows.Redis;

/// <summary>A reply, or what the server said against the command.</summary>
internal sealed class RedisAnswer : StepAnswer
{
    private readonly ServerAddress _address;
    private readonly ExchangeMessage _request;
    private readonly JsonElement _document;
    private readonly string _kind;
    private readonly string? _error;

    public RedisAnswer(ServerAddress address, ExchangeMessage request, RedisResult reply, TimeSpan duration)
    {
        (_address, _request, Duration) = (address, request, duration);
        _document = RedisReplies.ToJson(reply);
        _kind = RedisReplies.Describe(reply);
    }

    public RedisAnswer(ServerAddress address, ExchangeMessage request, string error, TimeSpan duration)
    {
        (_address, _request, Duration, _error) = (address, request, duration, error);
        _kind = "error";
    }

    /// <inheritdoc/>
    public override TimeSpan Duration { get; }

    /// <inheritdoc/>
    public override StepExchange Exchange => Shown.Exchange("redis", _address, _request, Shown.Message(_kind, [], _error ?? Text()));

    /// <inheritdoc/>
    public override string? ProtocolFailure => _error is null ? null : $"Redis refused the command: {_error}";

    /// <inheritdoc/>
    public override bool HadNoEffect => _error is not null;

    /// <inheritdoc/>
    public override JsonElement Document(out string? whyNot)
    {
        whyNot = _error;
        return _document;
    }

    /// <inheritdoc/>
    public override FlowValue Subject(string subject) => subject == "body" && _error is null ? FlowValues.Of(Text()) : default;

    private string Text() => new FlowValue(_document).ToText();
}
