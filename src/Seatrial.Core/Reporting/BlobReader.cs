namespace Seatrial.Core.Reporting;

/// <summary>Reads a blob that was stored with the run.</summary>
/// <param name="blobId">Its id.</param>
/// <param name="cancellationToken">Ends the reading.</param>
/// <returns>The bytes, or null when there is none (any more).</returns>
public delegate ValueTask<ReadOnlyMemory<byte>?> BlobReader(string blobId, CancellationToken cancellationToken);
