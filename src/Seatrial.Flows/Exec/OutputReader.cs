using System.Buffers;

namespace Seatrial.Flows.Exec;

/// <summary>Reads an output to its end and keeps the beginning of it, so that a command that prints without end neither stalls nor fills the memory.</summary>
internal sealed class OutputReader
{
    private readonly Lock _gate = new();
    private readonly ArrayBufferWriter<byte> _kept = new();
    private bool _isCut;

    public OutputReader(Stream stream) => Finished = ReadAsync(stream);

    public Task Finished { get; }

    public CapturedOutput Take()
    {
        lock (_gate)
        {
            return new(_kept.WrittenSpan.ToArray(), _isCut);
        }
    }

    private async Task ReadAsync(Stream stream)
    {
        byte[] buffer = new byte[16 * 1024];
        try
        {
            while (await stream.ReadAsync(buffer, CancellationToken.None) is > 0 and int read)
            {
                lock (_gate)
                {
                    int room = Math.Min(read, CapturedOutput.Most - _kept.WrittenCount);
                    _kept.Write(buffer.AsSpan(0, room));
                    _isCut |= room < read;
                }
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The process is gone; what was read counts.
        }
    }
}
