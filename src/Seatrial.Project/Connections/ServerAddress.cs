using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Seatrial.Core.Flows;

namespace Seatrial.Project.Connections;

/// <summary>Where a database or broker is, and who asks: <c>redis://user:password@cache.example:6379/0?name=value</c>.</summary>
public sealed class ServerAddress
{
    private ServerAddress(string scheme, string host, int port, string path)
    {
        Scheme = scheme;
        Host = host;
        Port = port;
        Path = path;
    }

    /// <summary>What it begins with.</summary>
    public string Scheme { get; }

    /// <summary>The name or number of the machine; empty for a file.</summary>
    public string Host { get; }

    /// <summary>The port; 0 for a file.</summary>
    public int Port { get; }

    /// <summary>What stands behind the port, without the first slash, decoded.</summary>
    public string Path { get; }

    /// <summary>Who asks, decoded.</summary>
    public string? User { get; private init; }

    /// <summary>The password, decoded.</summary>
    public string? Password { get; private init; }

    /// <summary>What stands behind the question mark, decoded, in its order.</summary>
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
    public static ServerAddress Evaluate(IBoundValue written, IFlowScope scope, IReadOnlyDictionary<string, int> schemes) =>
        TryParse(written.Evaluate(scope).ToText(), schemes, out ServerAddress? address, out string? why)
            ? address
            : throw new FlowExpressionException(written.Span, $"the address {Displayed(written.Source)} {why}");

    /// <summary>Reads an address.</summary>
    /// <param name="text">The address.</param>
    /// <param name="schemes">The schemes that are understood, and their usual ports; 0 for what is a file.</param>
    /// <param name="address">The address.</param>
    /// <param name="why">What is wrong with it, as the end of a sentence that begins with it; it holds no credentials.</param>
    public static bool TryParse(string text, IReadOnlyDictionary<string, int> schemes, [NotNullWhen(true)] out ServerAddress? address, [NotNullWhen(false)] out string? why)
    {
        text = text.Trim();
        address = null;
        int colon = text.IndexOf("://", StringComparison.Ordinal);
        if (colon < 0 || !schemes.TryGetValue(text[..colon], out int port))
        {
            why = $"begins with none of {string.Join(", ", schemes.Keys.Select(static s => s + "://"))}";
            return false;
        }

        (string scheme, string rest) = (text[..colon], text[(colon + 3)..]);
        if (port != 0)
        {
            address = OfServer(scheme, rest, port, out why);
            return address is not null;
        }

        bool isFile = rest.Length > 1 && rest[0] == '/';
        address = isFile ? new(scheme, string.Empty, 0, Decode(rest[1..])) : null;
        why = isFile ? null : $"must name a file from the root on: {scheme}:///var/lib/orders.db";
        return isFile;
    }

    /// <summary>Takes the password out of what a driver said.</summary>
    /// <param name="text">What it said.</param>
    public string Hide(string text) => Password is { Length: > 2 } ? text.Replace(Password, "***", StringComparison.Ordinal) : text;

    /// <summary>An address as written, without what may be a password.</summary>
    /// <param name="source">What was written.</param>
    public static string Displayed(string source)
    {
        int at = source.LastIndexOf('@');
        return at < 0 ? source : $"…{source[at..]}";
    }

    private static ServerAddress? OfServer(string scheme, string rest, int usualPort, out string? why)
    {
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
        if (path.Contains('@', StringComparison.Ordinal) && at < 0)
        {
            why = "has an @ behind a slash: a `/` in the user or password is written %2F (`urlEncode()` does it)";
            return null;
        }

        if (Split(authority[(at + 1)..]) is not (string host, var own))
        {
            why = "has no host, or a port that is none; a `/`, `@` or `:` in the password is percent-encoded (`urlEncode()` does it)";
            return null;
        }

        why = null;
        return new(scheme, host, own ?? usualPort, path)
        {
            User = credentials.Length > 0 && credentials[0].Length > 0 ? Decode(credentials[0]) : null,
            Password = credentials.Length > 1 && credentials[1].Length > 0 ? Decode(credentials[1]) : null,
            Options = options,
        };
    }

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
}
