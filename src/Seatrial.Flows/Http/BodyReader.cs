using System.Buffers;
using System.IO.Compression;
using System.Security.Cryptography;

namespace Seatrial.Flows.Http;

/// <summary>Reads the body of an answer: decompressed, its beginning kept, and all of it measured where that is asked for.</summary>
internal static class BodyReader
{
    /// <exception cref="InvalidDataException">It is not compressed as it says.</exception>
    public static async ValueTask<ReadBody> ReadAsync(HttpContent content, int most, bool isMeasured, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentLength is 0)
        {
            return isMeasured ? ReadBody.Empty with { Sha256 = Convert.ToHexStringLower(SHA256.HashData([])) } : ReadBody.Empty;
        }

        Stream stream = await content.ReadAsStreamAsync(cancellationToken);
        string? unread = null;
        foreach (string coding in content.Headers.ContentEncoding.Reverse())
        {
            if (Decompressed(stream, coding) is not { } inner)
            {
                unread = coding;
                break;
            }

            stream = inner;
        }

        await using (stream)
        {
            try
            {
                return await ReadAsync(stream, content.Headers.ContentLength ?? 4096, most, isMeasured, cancellationToken) with { UnreadCoding = unread };
            }
            catch (InvalidOperationException exception)
            {
                throw new InvalidDataException(exception.Message, exception);
            }
        }
    }

    private static Stream? Decompressed(Stream stream, string coding) => coding.ToLowerInvariant() switch
    {
        "gzip" or "x-gzip" => new GZipStream(stream, CompressionMode.Decompress),
        "deflate" => new ZLibStream(stream, CompressionMode.Decompress),
        "br" => new BrotliStream(stream, CompressionMode.Decompress),
        "identity" => stream,
        _ => null,
    };

    private static async ValueTask<ReadBody> ReadAsync(Stream stream, long expected, int most, bool isMeasured, CancellationToken cancellationToken)
    {
        using IncrementalHash? hash = isMeasured ? IncrementalHash.CreateHash(HashAlgorithmName.SHA256) : null;
        byte[] buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min(expected + 1, 64 * 1024));
        try
        {
            int length = 0;
            while (true)
            {
                int read = await stream.ReadAsync(buffer.AsMemory(length), cancellationToken);
                hash?.AppendData(buffer.AsSpan(length, read));
                length += read;
                if (read == 0 || length > most)
                {
                    byte[] kept = buffer.AsSpan(0, Math.Min(length, most)).ToArray();
                    long size = read == 0 ? length : length + await SkimAsync(stream, buffer, hash, cancellationToken);
                    return new ReadBody(kept, length > most, size, hash is null ? null : Convert.ToHexStringLower(hash.GetHashAndReset()), null);
                }

                if (length == buffer.Length)
                {
                    byte[] larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
                    buffer.AsSpan(0, length).CopyTo(larger);
                    ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
                    buffer = larger;
                }
            }
        }
        finally
        {
            // Bodies may hold tokens; a rented buffer must not carry them elsewhere.
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    /// <summary>Reads what is not kept, when it is measured; how long that was.</summary>
    private static async ValueTask<long> SkimAsync(Stream stream, byte[] buffer, IncrementalHash? hash, CancellationToken cancellationToken)
    {
        if (hash is null)
        {
            return 0;
        }

        for (long skimmed = 0; ;)
        {
            int read = await stream.ReadAsync(buffer, cancellationToken);
            if (read == 0)
            {
                return skimmed;
            }

            hash.AppendData(buffer.AsSpan(0, read));
            skimmed += read;
        }
    }
}
