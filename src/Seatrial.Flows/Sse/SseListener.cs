using System.Collections.Immutable;
using System.Globalization;
using System.Net.ServerSentEvents;
using System.Text;
using System.Text.Unicode;
using Seatrial.Core.Flows;
using Seatrial.Flows.Http;
using Seatrial.Flows.Messages;

namespace Seatrial.Flows.Sse;

/// <summary>Reads a stream while the flow runs, and asks for it again where it ended, behind the last event that had an id.</summary>
internal sealed class SseListener : IStepListener
{
    /// <summary>How long an event may be.</summary>
    public const int MostEventBytes = 1024 * 1024;

    private static readonly TimeSpan UsualPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private readonly SseOpener _opener;
    private readonly bool _reconnects;
    private readonly TimeProvider _time;
    private readonly MessageBuffer _buffer;
    private readonly CancellationTokenSource _end = new();
    private readonly Task _pump;
    private StepExchange _sent;
    private HttpReply _head;
    private string? _lastEventId;
    private TimeSpan _pause = UsualPause;
    private int _count;

    public SseListener(SseOpener opener, SseOpening opening, bool reconnects, TimeProvider time)
    {
        _opener = opener;
        _reconnects = reconnects;
        _time = time;
        _sent = opening.Sent;
        _head = HeadOf(opening.Stream!);
        _buffer = new MessageBuffer(Where);
        _pump = PumpAsync(opening.Stream!);
    }

    private string Where => _sent.Request.StartLine.Split(' ')[1];

    /// <inheritdoc/>
    public async ValueTask<StepAnswer> NextAsync(CancellationToken cancellationToken)
    {
        long started = _time.GetTimestamp();
        ReceivedMessage message;
        try
        {
            message = await _buffer.TakeAsync(cancellationToken);
        }
        catch (StepTransportException exception)
        {
            throw new StepTransportException(exception.Fault, exception.MayHaveArrived, exception.Message, exception.Exchange ?? _sent, exception.InnerException) { HasAnswered = true };
        }

        return new MessageAnswer(_sent, message, _time.GetElapsedTime(started)) { Otherwise = Head };
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _pump;
        _end.Dispose();
    }

    private static HttpReply HeadOf(HttpResponseMessage response) => new(response, ReadBody.Empty, TimeSpan.Zero);

    /// <summary>What the stream began with.</summary>
    private FlowValue Head(string subject) => subject switch
    {
        "status" => FlowValues.Of(_head.Status),
        _ when subject.StartsWith("header.", StringComparison.Ordinal) && _head.Header(subject["header.".Length..]) is { } value => FlowValues.Of(value),
        _ => default,
    };

    private async Task PumpAsync(HttpResponseMessage first)
    {
        HttpResponseMessage? response = first;
        await Task.Yield();
        while (response is not null)
        {
            string why = await ReadAsync(response);
            response.Dispose();
            response = null;
            if (_end.IsCancellationRequested)
            {
                return;
            }

            if (!_reconnects)
            {
                _buffer.Fail(TransportFault.ConnectionLost, string.Create(CultureInfo.InvariantCulture, $"the stream of {Where} {why} after {_count} {(_count == 1 ? "event" : "events")}"));
                return;
            }

            response = await ReopenAsync();
        }
    }

    /// <summary>Reads one stream to its end.</summary>
    /// <returns>How it ended.</returns>
    private async Task<string> ReadAsync(HttpResponseMessage response)
    {
        try
        {
            await using Stream stream = await response.Content.ReadAsStreamAsync(_end.Token);
            await using EventStream limited = new(stream, MostEventBytes);
            SseParser<byte[]> parser = SseParser.Create(limited, static (_, data) => data.ToArray());
            await foreach (SseItem<byte[]> item in parser.EnumerateAsync(_end.Token))
            {
                limited.EventEnded();
                _count++;
                _lastEventId = parser.LastEventId;
                _buffer.Add(Of(item, parser.LastEventId));
            }

            _lastEventId = parser.LastEventId.Length > 0 ? parser.LastEventId : _lastEventId;
            _pause = parser.ReconnectionInterval is { Ticks: >= 0 } asked && asked < LongestPause ? asked : _pause;
            return "ended";
        }
        catch (EventTooLongException)
        {
            _buffer.Fail(TransportFault.Protocol, $"an event of {Where} is longer than {MostEventBytes / 1024 / 1024} MiB, and was not read to its end");
            await _end.CancelAsync();
            return "was left";
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            return "was left";
        }
        catch (Exception exception) when (HttpFaults.IsTransport(exception))
        {
            return "broke";
        }
    }

    /// <summary>Asks again until there is a stream, or an answer that says there will be none.</summary>
    private async Task<HttpResponseMessage?> ReopenAsync()
    {
        while (true)
        {
            try
            {
                await Task.Delay(_pause, _time, _end.Token);
                SseOpening opening = await _opener.OpenAsync(_lastEventId, _end.Token);
                if (opening.Stream is not null)
                {
                    (_sent, _head) = (opening.Sent, HeadOf(opening.Stream));
                    return opening.Stream;
                }

                _buffer.Fail(TransportFault.ConnectionLost, $"the stream of {Where} ended, and asking for it again was answered {opening.Refused!.Exchange.Response!.StartLine}");
                return null;
            }
            catch (OperationCanceledException) when (_end.IsCancellationRequested)
            {
                return null;
            }
            catch (StepTransportException) when (_end.IsCancellationRequested)
            {
                return null;
            }
            catch (StepTransportException)
            {
                // As a browser does: it is asked again, until the step's deadline.
            }
            catch (FlowExpressionException exception)
            {
                _buffer.Fail(TransportFault.ConnectionLost, $"the stream of {Where} ended, and could not be asked for again: {exception.Message}");
                return null;
            }
        }
    }

    private static ReceivedMessage Of(SseItem<byte[]> item, string lastEventId)
    {
        // Broken UTF-8 is read as a browser reads it.
        byte[] data = Utf8.IsValid(item.Data) ? item.Data : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(item.Data));
        return new ReceivedMessage($"event {item.EventType}", data)
        {
            Headers = item.EventId is { Length: > 0 } id ? [new ExchangeHeader("id", id)] : [],
            Facts = ImmutableDictionary<string, string>.Empty.Add("event", item.EventType).Add("id", item.EventId ?? lastEventId),
        };
    }
}
