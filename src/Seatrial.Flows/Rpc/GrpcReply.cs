using Grpc.Core;

namespace Seatrial.Flows.Rpc;

/// <summary>What came of a call.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="Headers">What came before the messages.</param>
/// <param name="Trailers">What came after them.</param>
/// <param name="Messages">The messages.</param>
internal sealed record GrpcReply(Status Status, Metadata Headers, Metadata Trailers, IReadOnlyList<byte[]> Messages)
{
    /// <summary>Whether more came than is read.</summary>
    public bool IsCut { get; init; }
}
