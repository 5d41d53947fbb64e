using System.Collections.Immutable;
using System.Globalization;
using Seatrial.Core.Flows;

namespace Seatrial.Flows.Servers;

/// <summary>Where a database or broker is, and who asks: <c>redis://user:password@cache.example:6379/0?name=value</c>.</summary>
internal sealed class ServerAddress
{
    private ServerAddress(string scheme, string host, int port, string path)
    {
        Scheme = scheme;
        Host = host;
        Port = port;
        Path = path;
    }

    public string Scheme { get; }

    public string Host { get; }

    public int Port { get; }

    /// <summary>What stands behind the port, without the first slash, decoded.</summary>
    public string Path { get; }

    public string? User { get; private init; }

    public string? Password { get; private init; }

    public ImmutableArray<KeyValuePair<string, string>> Options { get; private init; } = [];

    /// <summary>Host and port as they are written; empty for a file.</summary>
    public string Authority => Port == 0 ? string.Empty : string.Create(CultureInfo.InvariantCulture, $"{(Host.Contains(':') ? $"[{Host}]" : Host)}:{Port}");

    /// <summary>The address for people: without credentials and options.</summary>
    public string Shown => $"{Scheme}://{Authority}{(Path.Length == 0 ? string.Empty : "/" + Path)}";

    /// <summary>Evaluates an address.</summary>
    /// <param name="written">What the user wrote.</param>
    /// <param name="scope">The names in reach.</param>
    /// <param name="schemes">The schemes that are understood, and their usual ports; 0 for what is a file.</param>
    /// <exception cref="FlowExpressionException">It is none; the message holds no credentials.</exception>
    public static ServerAddress Evaluate(IBoundValue written, IFlowScope scope, IReadOnlyDictionary<string, int> schemes)
    {
        string text = written.Evaluate(scope).ToText().Trim();
        int colon = text.IndexOf("://", StringComparison.Ordinal);
        if (colon < 0 || !schemes.TryGetValue(text[..colon], out int port))
        {
            throw Wrong(written, $"begins with none of {string.Join(", ", schemes.Keys.Select(static s => s + "://"))}");
        }

        (string scheme, string rest) = (text[..colon], text[(colon + 3)..]);
        if (port == 0)
        {
            return rest.Length > 1 && rest[0] == '/'
                ? new(scheme, string.Empty, 0, Decode(rest[1..]))
                : throw Wrong(written, $"must name a file from the root on: {scheme}:///var/lib/orders.db");
        }

        ImmutableArray<KeyValuePair<string, string>> options = [];
        int question = rest.IndexOf('?', rest.LastIndexOf('@') + 1);
        if (question >= 0)
        {
            options = ReadOptions(rest[(question + 1)..]);
            rest = rest[..question];
        }

        int slash = rest.IndexOf('/', StringComparison.Ordinal);
        string authority = slash < 0 ? rest : rest[..slash];
        string path = slash < 0 ? string.Empty : Decode(rest[(slash + 1)..]);
        int at = authority.LastIndexOf('@');
        string[] credentials = at < 0 ? [] : authority[..at].Split(':', 2);
        string place = authority[(at + 1)..];
        if (path.Contains('@', StringComparison.Ordinal) && at < 0)
        {
            throw Wrong(written, "has an @ behind a slash: a `/` in the user or password is written %2F (`urlEncode()` does it)");
        }

        (string host, int? own) = Split(place) ?? throw Wrong(written, "has no host, or a port that is none; a `/`, `@` or `:` in the password is percent-encoded (`urlEncode()` does it)");
        return new(scheme, host, own ?? port, path)
        {
            User = credentials.Length > 0 && credentials[0].Length > 0 ? Decode(credentials[0]) : null,
            Password = credentials.Length > 1 && credentials[1].Length > 0 ? Decode(credentials[1]) : null,
            Options = options,
        };
    }

    /// <summary>Takes the password out of what a driver said.</summary>
    public string Hide(string text) => Password is { Length: > 2 } ? text.Replace(Password, "***", StringComparison.Ordinal) : text;

    private static (string Host, int? Port)? Split(string place)
    {
        int end = place.StartsWith('[') ? place.IndexOf(']', StringComparison.Ordinal) : -1;
        int colon = place.IndexOf(':', Math.Max(0, end));
        string host = (colon < 0 ? place : place[..colon]).Trim('[', ']');
        if (host.Length == 0 || host.AsSpan().ContainsAny(" \t"))
        {
            return null;
        }

        if (colon < 0)
        {
            return (host, null);
        }

        return int.TryParse(place[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out int port) && port is > 0 and < 65536 ? (host, port) : null;
    }

    private static ImmutableArray<KeyValuePair<string, string>> ReadOptions(string query) =>
    [
        .. query.Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(static pair => pair.Split('=', 2))
            .Select(static pair => KeyValuePair.Create(Decode(pair[0]), pair.Length > 1 ? Decode(pair[1]) : string.Empty)),
    ];

    private static string Decode(string text) => Uri.UnescapeDataString(text);

    private static FlowExpressionException Wrong(IBoundValue written, string why) =>
        new(written.Span, $"the address {Displayed(written.Source)} {why}");

    /// <summary>As written, without what may be a password.</summary>
    private static string Displayed(string source)
    {
        int at = source.LastIndexOf('@');
        return at < 0 ? source : $"…{source[at..]}";
    }
}
