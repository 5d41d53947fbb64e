using System.Globalization;

namespace Seatrial.Project.JsonSchema.Formats;

/// <summary>Names and addresses of hosts.</summary>
internal static class Hosts
{
    private const int LongestName = 253;
    private const int LongestLabel = 63;

    /// <summary>A host name of RFC 1123.</summary>
    public static bool IsHostname(string text, bool isInternational) =>
        text.Length is > 0 and <= LongestName && text.Split('.').All(label => IsLabel(label, isInternational));

    /// <summary>Four numbers up to 255, without leading zeros.</summary>
    public static bool IsIpv4(string text) =>
        text.Split('.') is { Length: 4 } parts && parts.All(part =>
            part.Length is >= 1 and <= 3 && part.All(char.IsAsciiDigit) && (part.Length == 1 || part[0] != '0') && int.Parse(part, CultureInfo.InvariantCulture) <= 255);

    /// <summary>Eight groups, some of them left out at one place, the last two perhaps as an IPv4 address.</summary>
    public static bool IsIpv6(string text)
    {
        int gap = text.IndexOf("::", StringComparison.Ordinal);
        if (gap < 0)
        {
            return Groups(text, isLast: true) == 8;
        }

        int before = gap == 0 ? 0 : Groups(text[..gap], isLast: false);
        int after = gap + 2 == text.Length ? 0 : Groups(text[(gap + 2)..], isLast: true);
        return before >= 0 && after >= 0 && before + after <= 7;
    }

    private static int Groups(string text, bool isLast)
    {
        string[] parts = text.Split(':');
        int count = parts.Length;
        if (isLast && parts[^1].Contains('.', StringComparison.Ordinal))
        {
            if (!IsIpv4(parts[^1]))
            {
                return -1;
            }

            parts = parts[..^1];
            count++;
        }

        return parts.All(p => p.Length is >= 1 and <= 4 && p.All(char.IsAsciiHexDigit)) ? count : -1;
    }

    private static bool IsLabel(string label, bool isInternational)
    {
        bool isPlain = label.Length is > 0 and <= LongestLabel && label[0] != '-' && label[^1] != '-'
            && label.All(c => char.IsAsciiLetterOrDigit(c) || c == '-' || (isInternational && !char.IsAscii(c)));
        return isPlain && (!label.StartsWith("xn--", StringComparison.OrdinalIgnoreCase) || IsPunycode(label));
    }

    private static bool IsPunycode(string label)
    {
        try
        {
            return new IdnMapping().GetUnicode(label).Length > 0;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
