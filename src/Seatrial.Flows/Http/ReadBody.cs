namespace Seatrial.Flows.Http;

/// <summary>The body of an answer as it was read.</summary>
/// <param name="Kept">Its beginning, or all of it.</param>
/// <param name="IsCut">Whether it went on.</param>
/// <param name="Size">How long it is, as far as it was read.</param>
/// <param name="Sha256">The hash of all of it, in small hexadecimal digits; null when it was not measured.</param>
/// <param name="UnreadCoding">The compression that could not be undone; null when there is none.</param>
internal sealed record ReadBody(byte[] Kept, bool IsCut, long Size, string? Sha256, string? UnreadCoding)
{
    public static ReadBody Empty { get; } = new([], false, 0, null, null);
}
