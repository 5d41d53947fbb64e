using System.Threading.Channels;
using Seatrial.Core.Flows;

namespace Seatrial.Flows.Messages;

/// <summary>Keeps the messages that come until a step asks for them: so many, and no more.</summary>
/// <remarks>Thread-safe: a driver adds, a step takes.</remarks>
internal sealed class MessageBuffer(string from)
{
    private const int Most = 1000;
    private const long MostBytes = 10 * 1024 * 1024;

    private readonly Channel<ReceivedMessage> _messages = Channel.CreateUnbounded<ReceivedMessage>(new UnboundedChannelOptions { SingleReader = true });
    private long _bytes;
    private int _count;

    public void Add(ReceivedMessage message)
    {
        if (Interlocked.Increment(ref _count) > Most || Interlocked.Add(ref _bytes, message.Payload.Length) > MostBytes)
        {
            Fail(TransportFault.Protocol, $"more than {Most} messages or 10 MiB came from {from} that no step asked for; narrow what is listened to");
            return;
        }

        _messages.Writer.TryWrite(message);
    }

    /// <summary>No message comes any more; those that came can still be taken.</summary>
    public void Fail(TransportFault fault, string message, Exception? cause = null) =>
        _messages.Writer.TryComplete(new StepTransportException(fault, false, message, null, cause));

    /// <summary>The next message; waits for one.</summary>
    /// <exception cref="StepTransportException">Listening ended.</exception>
    public async ValueTask<ReceivedMessage> TakeAsync(CancellationToken cancellationToken)
    {
        try
        {
            ReceivedMessage message = await _messages.Reader.ReadAsync(cancellationToken);
            Interlocked.Decrement(ref _count);
            Interlocked.Add(ref _bytes, -message.Payload.Length);
            return message;
        }
        catch (ChannelClosedException exception) when (exception.InnerException is StepTransportException reason)
        {
            throw new StepTransportException(reason.Fault, reason.MayHaveArrived, reason.Message, reason.Exchange, exception);
        }
    }
}
