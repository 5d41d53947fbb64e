namespace Seatrial.Project.Importing.Drafting;

/// <summary>Tells what of a recording is about the product, and what only happened beside it.</summary>
internal static class Noise
{
    private static readonly string[] StaticKinds = ["image", "font", "stylesheet", "script", "media", "manifest", "texttrack", "preflight", "ping", "beacon", "csp-violation-report", "websocket", "eventsource"];
    private static readonly string[] StaticTypes = ["image/", "font/", "audio/", "video/", "text/css", "application/javascript", "text/javascript", "application/x-javascript", "application/wasm", "application/font", "application/manifest"];
    private static readonly string[] StaticEndings = [".js", ".mjs", ".css", ".map", ".png", ".jpg", ".jpeg", ".gif", ".svg", ".ico", ".webp", ".avif", ".woff", ".woff2", ".ttf", ".eot", ".mp4", ".webm", ".mp3", ".wasm", ".webmanifest"];
    private static readonly string[] Watchers = ["google-analytics", "googletagmanager", "doubleclick", "segment.io", "segment.com", "sentry.io", "hotjar", "mixpanel", "amplitude", "fullstory", "newrelic", "nr-data", "datadoghq", "facebook.net", "clarity.ms", "intercom", "optimizely", "launchdarkly", "bugsnag", "rollbar", "posthog", "plausible"];

    /// <summary>The hosts a recording is about: those named, or that of its first page or request and its relatives.</summary>
    public static bool IsOwn(Uri address, ImportOptions options, string first) => options.Hosts.IsEmpty
        ? Family(address.Host) == Family(first) && !IsWatcher(address)
        : options.Hosts.Any(h => address.Host.Equals(h, StringComparison.OrdinalIgnoreCase) || address.Authority.Equals(h, StringComparison.OrdinalIgnoreCase) || (h.StartsWith('.') && address.Host.EndsWith(h, StringComparison.OrdinalIgnoreCase)));

    public static bool IsWatcher(Uri address) => Array.Exists(Watchers, w => address.Host.Contains(w, StringComparison.OrdinalIgnoreCase));

    /// <summary>Why an exchange says nothing of the product; null when it does.</summary>
    public static string? Reason(RecordedExchange exchange, Uri address)
    {
        string path = address.AbsolutePath;
        string type = exchange.Answer?.Header("content-type") ?? string.Empty;
        if (exchange.Method == "OPTIONS" && (exchange.Kind == "preflight" || exchange.Header("access-control-request-method") is not null))
        {
            return "preflights of browsers";
        }

        if (exchange.Method is "CONNECT" or "TRACE" || !exchange.Method.All(static c => char.IsAsciiLetterUpper(c)))
        {
            return $"{exchange.Method}: no method of a step";
        }

        if (exchange.Method is "GET" or "HEAD"
            && (Array.Exists(StaticEndings, e => path.EndsWith(e, StringComparison.OrdinalIgnoreCase))
                || Array.Exists(StaticTypes, t => type.StartsWith(t, StringComparison.OrdinalIgnoreCase))))
        {
            return "images, styles, scripts and fonts";
        }

        if (exchange.Kind is { } kind && Array.Exists(StaticKinds, k => k.Equals(kind, StringComparison.OrdinalIgnoreCase)))
        {
            return $"what the browser loads as {kind.ToLowerInvariant()}";
        }

        if (path.EndsWith("/beacon", StringComparison.OrdinalIgnoreCase) || path.EndsWith("/collect", StringComparison.OrdinalIgnoreCase) || path.Contains("/analytics/", StringComparison.OrdinalIgnoreCase))
        {
            return "analytics";
        }

        return exchange.Answer is { Status: 0 } ? "requests without an answer" : exchange.Answer is { Status: 101 } ? "protocol upgrades" : null;
    }

    /// <summary>The last two labels of a host, or an address of numbers as it is.</summary>
    private static string Family(string host)
    {
        string[] labels = host.Split('.');
        bool isNumeric = labels.All(static l => l.Length > 0 && l.All(char.IsAsciiDigit));
        return isNumeric || labels.Length < 3 ? host.ToLowerInvariant() : string.Join('.', labels[^2..]).ToLowerInvariant();
    }
}
