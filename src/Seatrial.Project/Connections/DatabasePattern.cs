using System.Globalization;
using System.IO.Enumeration;

namespace Seatrial.Project.Connections;

/// <summary>Databases by host and name, such as <c>*.prod.example</c> or <c>db1.example:5432/shop</c>; <c>*</c> stands for any characters.</summary>
public sealed record DatabasePattern
{
    private readonly string _host;
    private readonly string? _port;
    private readonly string? _database;

    private DatabasePattern(string text)
    {
        Text = text;
        int slash = text.IndexOf('/', StringComparison.Ordinal);
        string place = slash < 0 ? text : text[..slash];
        int colon = place.LastIndexOf(':');
        bool hasPort = colon > place.LastIndexOf(']');
        _host = (hasPort ? place[..colon] : place).Trim('[', ']');
        _port = hasPort ? place[(colon + 1)..] : null;
        _database = slash < 0 ? null : text[(slash + 1)..];
    }

    /// <summary>As it was written.</summary>
    public string Text { get; }

    /// <summary>Reads a pattern; null when it is none.</summary>
    /// <param name="text">What was written.</param>
    public static DatabasePattern? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length == 0 || text.Contains("://", StringComparison.Ordinal) || text.AsSpan().ContainsAny(" \t@\\"))
        {
            return null;
        }

        DatabasePattern pattern = new(text);
        return pattern._host.Length > 0 && pattern._port is not { Length: 0 } && pattern._database is not { Length: 0 } ? pattern : null;
    }

    /// <summary>Whether a database is meant. What is not said of port and name may be any; upper and lower case are the same.</summary>
    /// <param name="address">Where the database is.</param>
    public bool Matches(ServerAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return Is(_host, address.Host.TrimEnd('.'))
            && (_port is null || Is(_port, address.Port.ToString(CultureInfo.InvariantCulture)))
            && (_database is null || Is(_database, address.Path));
    }

    private static bool Is(string pattern, string name) => FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: true);
}
