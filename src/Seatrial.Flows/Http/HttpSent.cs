namespace Seatrial.Flows.Http;

/// <summary>The body of a request, for the record.</summary>
/// <param name="Body">The body; for one of many parts, what they are.</param>
/// <param name="Bytes">How long it was.</param>
/// <param name="IsDescribed">Whether <paramref name="Body"/> only tells what was sent.</param>
internal sealed record HttpSent(byte[]? Body, long Bytes, bool IsDescribed)
{
    public static HttpSent Nothing { get; } = Of(null);

    public static HttpSent Of(byte[]? body) => new(body, body?.Length ?? 0, false);
}
