using Grpc.Core;

namespace Seatrial.Telemetry.Intake;

/// <summary>Reads another stream up to a bound, and fails beyond it the way gRPC tells it to the sender.</summary>
/// <param name="inner">The other stream; disposed of with this one.</param>
/// <param name="limit">The most bytes to read.</param>
internal sealed class BoundedStream(Stream inner, int limit) : Stream
{
    private long _read;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _read;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        try
        {
            return Count(inner.Read(buffer));
        }
        catch (InvalidDataException exception)
        {
            throw Failure(Refusal.Malformed(exception.Message));
        }
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private static RpcException Failure(Refusal refusal) => new(new Status(refusal.Code, refusal.Message));

    private int Count(int read)
    {
        _read += read;
        return _read <= limit ? read : throw Failure(Refusal.TooLarge);
    }
}
