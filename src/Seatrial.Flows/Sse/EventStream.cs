namespace Seatrial.Flows.Sse;

/// <summary>A stream that is read only so far without an event having ended: the parser itself would keep what never ends.</summary>
/// <param name="inner">The stream.</param>
/// <param name="most">How far.</param>
internal sealed class EventStream(Stream inner, int most) : Stream
{
    private long _read;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>An event ended: what comes now is counted anew.</summary>
    public void EventEnded() => _read = 0;

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int read = await inner.ReadAsync(buffer, cancellationToken);
        // A blank line ends an event, and comments, which come for ever and are no event.
        _read = EndsInBlankLine(buffer.Span[..read]) ? 0 : _read + read;
        return _read > most ? throw new EventTooLongException() : read;
    }

    private static bool EndsInBlankLine(ReadOnlySpan<byte> chunk) => chunk.EndsWith("\n\n"u8) || chunk.EndsWith("\r\r"u8) || chunk.EndsWith("\r\n\r\n"u8);

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Flush()
    {
    }
}
