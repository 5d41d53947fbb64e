using System.Text;

namespace Seatrial.Cli.Recording;

/// <summary>Keeps the beginning of a body that passes through; a body that is longer, or no text, is not kept.</summary>
internal sealed class KeptText
{
    private const int Longest = 1024 * 1024;
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private readonly MemoryStream _kept = new();
    private bool _isTooLong;

    /// <summary>The text; null when there was none, or it cannot be kept.</summary>
    public string? Text
    {
        get
        {
            if (_isTooLong || _kept.Length == 0)
            {
                return null;
            }

            try
            {
                return Strict.GetString(_kept.GetBuffer(), 0, (int)_kept.Length);
            }
            catch (DecoderFallbackException)
            {
                return null;
            }
        }
    }

    /// <summary>Copies a stream, and keeps of it what can be kept.</summary>
    public async Task CopyAsync(Stream from, Stream to, CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[32 * 1024];
        while (await from.ReadAsync(buffer, cancellationToken) is var length and > 0)
        {
            await to.WriteAsync(buffer.AsMemory(0, length), cancellationToken);
            await to.FlushAsync(cancellationToken);
            _isTooLong |= _kept.Length + length > Longest;
            if (!_isTooLong)
            {
                _kept.Write(buffer, 0, length);
            }
        }
    }
}
