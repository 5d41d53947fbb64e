using System.Collections.Immutable;
using Seatrial.Core.Flows;
using Seatrial.Flows.Messages;

namespace Seatrial.Flows.WebSockets;

/// <summary>One step's use of a connection: sends what it has to send when its turn has come, and hands on what comes.</summary>
/// <param name="session">The connection.</param>
/// <param name="send">What it sends.</param>
/// <param name="scope">The names in reach of what was known when the connection was opened.</param>
/// <param name="waits">Whether it waits for a message.</param>
/// <param name="takesClose">Whether the end of the connection is what it may wait for.</param>
/// <param name="isOwner">Whether the connection ends with it.</param>
/// <param name="time">The clock.</param>
internal sealed class WebSocketListener(
    WebSocketSession session,
    OutgoingMessage[] send,
    IFlowScope scope,
    bool waits,
    bool takesClose,
    bool isOwner,
    TimeProvider time)
    : IStepListener
{
    private bool _isSent;

    /// <inheritdoc/>
    public async ValueTask<StepAnswer> NextAsync(CancellationToken cancellationToken)
    {
        long started = time.GetTimestamp();
        if (!_isSent)
        {
            _isSent = true;
            foreach (OutgoingMessage message in send)
            {
                await session.SendAsync(message.Evaluate(scope), cancellationToken);
            }
        }

        if (!waits)
        {
            return Answer(new ReceivedMessage("sent", ReadOnlyMemory<byte>.Empty) { Facts = ImmutableDictionary<string, string>.Empty }, started);
        }

        try
        {
            ReceivedMessage message = await session.Messages.TakeAsync(cancellationToken);
            // The end is told as a failure, which the buffer has ready, unless it is what the step looks at.
            bool isEnd = message.Facts["type"] == "close";
            return Answer(isEnd && !takesClose ? await session.Messages.TakeAsync(cancellationToken) : message, started);
        }
        catch (StepTransportException exception)
        {
            throw new StepTransportException(exception.Fault, true, exception.Message, session.Sent, exception.InnerException) { HasAnswered = true };
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => isOwner ? session.DisposeAsync() : ValueTask.CompletedTask;

    private MessageAnswer Answer(ReceivedMessage message, long started) =>
        new(session.Sent, message, time.GetElapsedTime(started)) { Otherwise = session.Subject };
}
