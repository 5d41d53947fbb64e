using System.Text;
using Seatrial.Core.Flows;

namespace Seatrial.Flows.Http;

/// <summary>What every request says of itself: its trace, whose traffic it is, and that it is synthetic.</summary>
internal static class HttpIdentity
{
    public const string SyntheticHeader = "Seatrial-Synthetic";

    // Sampled, and random in its right-most 7 bytes (W3C trace context, level 2).
    private const string Flags = "-03";

    public static bool IsReserved(string header) =>
        header.Equals("traceparent", StringComparison.OrdinalIgnoreCase)
        || header.Equals(SyntheticHeader, StringComparison.OrdinalIgnoreCase);

    public static string TraceParent(StepTrace trace) => string.Concat("00-", trace.TraceId, "-", trace.SpanId + Flags);

    /// <summary>Our four members first, so that a receiver that keeps only some keeps ours; then the user's.</summary>
    public static string Baggage(StepIdentity identity, string? usersOwn)
    {
        StringBuilder text = new(160);
        Append(text, "seatrial.project=", identity.Project);
        Append(text, ",seatrial.run=", identity.RunId);
        Append(text, ",seatrial.flow=", identity.FlowId);
        Append(text, ",seatrial.step=", identity.StepId);
        if (!string.IsNullOrWhiteSpace(usersOwn))
        {
            text.Append(',').Append(usersOwn.Trim());
        }

        return text.ToString();
    }

    public static void Stamp(HttpRequestMessage request, StepIdentity identity, StepTrace trace, HttpTransportOptions options)
    {
        request.Headers.TryAddWithoutValidation("traceparent", TraceParent(trace));
        request.Headers.TryAddWithoutValidation("baggage", Baggage(identity, usersOwn: null));
        request.Headers.TryAddWithoutValidation("User-Agent", options.UserAgent);
        request.Headers.TryAddWithoutValidation(SyntheticHeader, "true");
    }

    private static void Append(StringBuilder text, string key, string value) =>
        text.Append(key).Append(Uri.EscapeDataString(value));
}
