using System.IO.Compression;
using Grpc.Net.Compression;

namespace Seatrial.Telemetry.Intake;

/// <summary>gzip for gRPC that stops unpacking at the bound; gRPC's own looks at the size only when all is unpacked.</summary>
/// <param name="limit">The most bytes a message may unpack to.</param>
internal sealed class BoundedGzip(int limit) : ICompressionProvider
{
    public string EncodingName => "gzip";

    public Stream CreateCompressionStream(Stream stream, CompressionLevel? compressionLevel) =>
        new GZipStream(stream, compressionLevel ?? CompressionLevel.Fastest, leaveOpen: true);

    public Stream CreateDecompressionStream(Stream stream) =>
        new BoundedStream(new GZipStream(stream, CompressionMode.Decompress), limit);
}
