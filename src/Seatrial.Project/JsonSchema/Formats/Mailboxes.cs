using System.Buffers;

namespace Seatrial.Project.JsonSchema.Formats;

/// <summary>Mailboxes of RFC 5321, and with international names of RFC 6531.</summary>
internal static class Mailboxes
{
    private const int LongestLocal = 64;
    private static readonly SearchValues<char> Atom = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$%&'*+-/=?^_`{|}~");

    public static bool IsMailbox(string text, bool isInternational)
    {
        int at = text.LastIndexOf('@');
        if (at is < 1 or > LongestLocal)
        {
            return false;
        }

        string local = text[..at];
        bool isLocal = local.StartsWith('"') ? IsQuoted(local, isInternational)
            : local.Split('.').All(part => part.Length > 0 && part.All(c => Atom.Contains(c) || (isInternational && !char.IsAscii(c))));
        return isLocal && IsDomain(text[(at + 1)..], isInternational);
    }

    private static bool IsDomain(string domain, bool isInternational)
    {
        if (!domain.StartsWith('['))
        {
            return Hosts.IsHostname(domain, isInternational);
        }

        string address = domain.EndsWith(']') ? domain[1..^1] : string.Empty;
        return address.StartsWith("IPv6:", StringComparison.OrdinalIgnoreCase) ? Hosts.IsIpv6(address[5..]) : Hosts.IsIpv4(address);
    }

    private static bool IsQuoted(string local, bool isInternational)
    {
        for (int i = 1; i < local.Length - 1; i++)
        {
            if (local[i] == '\\')
            {
                i++;
            }
            else if (local[i] == '"')
            {
                return false;
            }

            if (i >= local.Length - 1 || !(local[i] is >= ' ' and <= '~' || (isInternational && !char.IsAscii(local[i]))))
            {
                return false;
            }
        }

        return local.Length >= 2 && local[^1] == '"';
    }
}
