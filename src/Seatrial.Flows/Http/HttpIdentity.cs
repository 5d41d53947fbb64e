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

    public static string TraceParent(StepTrace trace) => $"00-{trace.TraceId}-{trace.SpanId}{Flags}";

    /// <summary>Our four members first, so that a receiver that keeps only some keeps ours; then the user's.</summary>
    public static string Baggage(StepIdentity identity, string? usersOwn)
    {
        string own = $"seatrial.project={Escaped(identity.Project)},seatrial.run={Escaped(identity.RunId)},seatrial.flow={Escaped(identity.FlowId)},seatrial.step={Escaped(identity.StepId)}";
        return string.IsNullOrWhiteSpace(usersOwn) ? own : $"{own},{usersOwn.Trim()}";
    }

    public static void Stamp(HttpRequestMessage request, StepIdentity identity, StepTrace trace, HttpTransportOptions options)
    {
        request.Headers.TryAddWithoutValidation("traceparent", TraceParent(trace));
        request.Headers.TryAddWithoutValidation("baggage", Baggage(identity, usersOwn: null));
        request.Headers.TryAddWithoutValidation("User-Agent", options.UserAgent);
        request.Headers.TryAddWithoutValidation(SyntheticHeader, "true");
    }

    private static string Escaped(string value) => Uri.EscapeDataString(value);
}
