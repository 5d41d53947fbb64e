using System.Buffers;
using System.IO.Compression;
using Microsoft.AspNetCore.Http;

namespace Seatrial.Telemetry.Intake;

/// <summary>The bytes of a request, unpacked, in a rented buffer that goes back when disposed of.</summary>
internal sealed class OtlpBody : IDisposable
{
    private const int FirstSize = 16 * 1024;

    private byte[] _buffer;
    private int _length;

    private OtlpBody(int size) => _buffer = ArrayPool<byte>.Shared.Rent(size);

    internal BodyFault Fault { get; private set; }

    internal ReadOnlySpan<byte> Bytes => _buffer.AsSpan(0, _length);

    /// <summary>Reads until the end, or until a bound is met: a bomb is never unpacked beyond it.</summary>
    /// <exception cref="InvalidDataException">The body is not gzip although it says so.</exception>
    internal static async Task<OtlpBody> ReadAsync(
        HttpRequest request,
        bool isGzip,
        int limit,
        IntakeTicket ticket,
        CancellationToken cancellationToken)
    {
        // One byte more than promised, so that the end is seen without growing.
        var expected = isGzip ? FirstSize : Math.Min(request.ContentLength ?? FirstSize, limit) + 1;
        var body = new OtlpBody((int)expected);
        try
        {
            await using var gzip = isGzip
                ? new GZipStream(request.Body, CompressionMode.Decompress, leaveOpen: true)
                : null;
            await body.FillAsync(gzip ?? request.Body, limit, ticket, cancellationToken);
            return body;
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        if (_buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = [];
            _length = 0;
        }
    }

    private async Task FillAsync(Stream source, int limit, IntakeTicket ticket, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (!ticket.TryHold(_buffer.Length))
            {
                Fault = BodyFault.Pressure;
                return;
            }

            var read = await source.ReadAsync(_buffer.AsMemory(_length), cancellationToken);
            if (read == 0)
            {
                return;
            }

            _length += read;
            if (_length > limit)
            {
                Fault = BodyFault.TooLarge;
                return;
            }

            if (_length == _buffer.Length)
            {
                Grow(limit);
            }
        }
    }

    private void Grow(int limit)
    {
        var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(_buffer.Length * 2L, limit + 1L));
        Bytes.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
