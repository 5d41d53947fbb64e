namespace Seatrial.Project.JsonSchema.Formats;

/// <summary>URIs of RFC 3986, and IRIs of RFC 3987, which may hold letters of every script.</summary>
internal static class Addresses
{
    private const string InPath = "-._~!$&'()*+,;=:@/";

    public static bool IsUri(string text, bool isInternational) =>
        IsReference(text, isInternational) && SchemaUri.Parse(text).Scheme is not null;

    public static bool IsReference(string text, bool isInternational)
    {
        SchemaUri uri = SchemaUri.Parse(text);
        bool isStart = uri.Scheme is not null
            ? uri.Scheme.All(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '-' or '.')
            : uri.Authority is not null || !uri.Path.Split('/')[0].Contains(':', StringComparison.Ordinal);
        return isStart
            && (uri.Authority is null || IsAuthority(uri.Authority, isInternational))
            && Holds(uri.Path, InPath, isInternational)
            && Holds(uri.Query ?? string.Empty, $"{InPath}?", isInternational)
            && Holds(uri.Fragment ?? string.Empty, $"{InPath}?", isInternational);
    }

    private static bool IsAuthority(string authority, bool isInternational)
    {
        int at = authority.LastIndexOf('@');
        string host = authority[(at + 1)..];
        if (at >= 0 && !Holds(authority[..at], "-._~!$&'()*+,;=:", isInternational))
        {
            return false;
        }

        string port = string.Empty;
        int end = host.StartsWith('[') ? host.IndexOf(']', StringComparison.Ordinal) + 1 : host.IndexOf(':', StringComparison.Ordinal);
        if (end > 0 || (end == 0 && host.StartsWith(':')))
        {
            (host, port) = (host[..end], host[end..]);
        }

        bool isPort = port.Length == 0 || (port[0] == ':' && port.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0);
        return isPort && (host.StartsWith('[') ? IsLiteral(host) : Holds(host, "-._~!$&'()*+,;=", isInternational));
    }

    private static bool IsLiteral(string host)
    {
        if (!host.EndsWith(']'))
        {
            return false;
        }

        string address = host[1..^1];
        return Hosts.IsIpv6(address)
            || (address is ['v' or 'V', ..] && address.IndexOf('.', StringComparison.Ordinal) is > 1 and var dot
                && address[1..dot].All(char.IsAsciiHexDigit) && address.Length > dot + 1 && Holds(address[(dot + 1)..], "-._~!$&'()*+,;=:", isInternational: false)
                && !address.Contains('%', StringComparison.Ordinal));
    }

    private static bool Holds(string text, string others, bool isInternational)
    {
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c == '%')
            {
                if (i + 2 >= text.Length || !char.IsAsciiHexDigit(text[i + 1]) || !char.IsAsciiHexDigit(text[i + 2]))
                {
                    return false;
                }
            }
            else if (!char.IsAsciiLetterOrDigit(c) && !others.Contains(c, StringComparison.Ordinal) && !(isInternational && c >= '\u00A0'))
            {
                return false;
            }
        }

        return true;
    }
}
