namespace Seatrial.Core.Journal;

/// <summary>A large text stored beside the events of a run.</summary>
/// <param name="Id">Unique within the stream.</param>
/// <param name="MediaType">Such as <c>application/json</c>.</param>
/// <param name="Content">The bytes; at most 1 MiB, cut by whoever makes it.</param>
public sealed record JournalBlob(string Id, string MediaType, ReadOnlyMemory<byte> Content)
{
    /// <summary>The most bytes a blob may have.</summary>
    public const int MaxBytes = 1024 * 1024;
}
