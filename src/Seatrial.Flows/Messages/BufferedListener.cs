using Seatrial.Core.Flows;
using Seatrial.Project.Connections;

namespace Seatrial.Flows.Messages;

/// <summary>Hands on what a driver put into a buffer, and ends the connection with the listening.</summary>
/// <param name="protocol">The verb.</param>
/// <param name="address">The server.</param>
/// <param name="channel">What is listened to, in one line.</param>
/// <param name="buffer">Where messages come from.</param>
/// <param name="connection">What is closed at the end.</param>
/// <param name="time">The clock waiting is measured by.</param>
internal sealed class BufferedListener(
    string protocol,
    ServerAddress address,
    string channel,
    MessageBuffer buffer,
    IAsyncDisposable connection,
    TimeProvider time)
    : IStepListener
{
    /// <inheritdoc/>
    public async ValueTask<StepAnswer> NextAsync(CancellationToken cancellationToken)
    {
        long started = time.GetTimestamp();
        ReceivedMessage message = await buffer.TakeAsync(cancellationToken);
        return new MessageAnswer(protocol, address, channel, message, time.GetElapsedTime(started));
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => connection.DisposeAsync();
}
