namespace Seatrial.Project.JsonSchema.Formats;

/// <summary>The values of <c>format</c> that can be checked.</summary>
internal static class KnownFormats
{
    private static readonly Dictionary<string, Func<string, bool>> All = new(StringComparer.Ordinal)
    {
        ["date-time"] = Moments.IsDateTime,
        ["date"] = Moments.IsDate,
        ["time"] = Moments.IsTime,
        ["duration"] = Moments.IsDuration,
        ["email"] = static text => Mailboxes.IsMailbox(text, isInternational: false),
        ["idn-email"] = static text => Mailboxes.IsMailbox(text, isInternational: true),
        ["hostname"] = static text => Hosts.IsHostname(text, isInternational: false),
        ["ipv4"] = Hosts.IsIpv4,
        ["ipv6"] = Hosts.IsIpv6,
        ["uri"] = static text => Addresses.IsUri(text, isInternational: false),
        ["uri-reference"] = static text => Addresses.IsReference(text, isInternational: false),
        ["iri"] = static text => Addresses.IsUri(text, isInternational: true),
        ["iri-reference"] = static text => Addresses.IsReference(text, isInternational: true),
        ["uri-template"] = UriTemplates.IsTemplate,
        ["uuid"] = static text => text.Length == 36 && text.Index().All(c => c.Index is 8 or 13 or 18 or 23 ? c.Item == '-' : char.IsAsciiHexDigit(c.Item)),
        ["json-pointer"] = static text => JsonPointer.Tokens(text) is not null,
        ["relative-json-pointer"] = IsRelativePointer,
        ["regex"] = static text => EcmaPattern.TryParse(text, out _) is not null,
    };

    /// <summary>The names of all of them.</summary>
    public static IEnumerable<string> Names => All.Keys;

    /// <summary>The check of a format; null for one that is not known, which anything is.</summary>
    public static Func<string, bool>? Find(string name) => All.GetValueOrDefault(name);

    private static bool IsRelativePointer(string text)
    {
        int at = Integer(text, 0);
        if (at > 0 && at < text.Length && (text[at] is '+' or '-'))
        {
            int end = Integer(text, at + 1);
            at = end > at + 1 ? end : 0;
        }

        return at > 0 && (text[at..] == "#" || JsonPointer.Tokens(text[at..]) is not null);
    }

    /// <summary>Where a whole number without leading zeros ends; where it would begin, when there is none.</summary>
    private static int Integer(string text, int from)
    {
        int at = from;
        while (at < text.Length && char.IsAsciiDigit(text[at]) && !(at == from + 1 && text[from] == '0'))
        {
            at++;
        }

        return at;
    }
}
