using System.Net;

namespace Seatrial.Cli.Recording;

/// <summary>The body of a request on its way through.</summary>
/// <param name="body">Where it comes from.</param>
/// <param name="kept">What is kept of it.</param>
/// <param name="length">Its length; null when nobody said.</param>
internal sealed class KeptContent(Stream body, KeptText kept, long? length) : HttpContent
{
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => kept.CopyAsync(body, stream, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) => kept.CopyAsync(body, stream, cancellationToken);

    protected override bool TryComputeLength(out long found)
    {
        found = length ?? 0;
        return length is not null;
    }
}
