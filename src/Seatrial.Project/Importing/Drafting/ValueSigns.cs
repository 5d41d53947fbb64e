using System.Text.RegularExpressions;
using Seatrial.Project.Linting;

namespace Seatrial.Project.Importing.Drafting;

/// <summary>What a value looks like, by itself and by the name it stands under.</summary>
internal static partial class ValueSigns
{
    /// <summary>Whether what stands under a name is a secret, whatever it looks like.</summary>
    public static bool IsSecretName(string name) => SecretName().IsMatch(name) && !NotSecretName().IsMatch(name);

    /// <summary>Whether a text is a secret wherever it stands: of a known form, or long and drawn from everything a token is made of.</summary>
    public static bool IsSecretText(string text) => WrittenSecret.IsKnown(text)
        || text.StartsWith("eyJ", StringComparison.Ordinal) && Token().IsMatch(text)
        || (text.Length >= 24 && Drawn().IsMatch(text) && !Uuid().IsMatch(text) && text.Any(char.IsAsciiLetterLower) && text.Any(char.IsAsciiLetterUpper) && text.Any(char.IsAsciiDigit) && WrittenSecret.IsRandom(text))
        || LongHex().IsMatch(text);

    /// <summary>Whether a server drew it: nobody types it, and it means nothing in another environment.</summary>
    public static bool IsDrawn(string text) => Uuid().IsMatch(text) || ObjectId().IsMatch(text) || IsSecretText(text)
        || (text.Length is >= 8 and <= 4096 && text.Any(char.IsAsciiDigit) && !text.Any(char.IsWhiteSpace) && !IsMoment(text) && !Number().IsMatch(text) && !text.Contains("://", StringComparison.Ordinal))
        || (Number().IsMatch(text) && text.Length >= 6 && !text.Contains('.', StringComparison.Ordinal))
        || (text.Length >= 24 && text.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '=' or '+' or '/') && text.Any(char.IsAsciiLetterUpper));

    public static bool IsUuid(string text) => Uuid().IsMatch(text);

    /// <summary>Whether a segment of a path looks like the id of one thing.</summary>
    public static bool IsIdSegment(string text) => Uuid().IsMatch(text) || ObjectId().IsMatch(text) || Number().IsMatch(text);

    public static bool IsMoment(string text) => Moment().IsMatch(text);

    /// <summary>Whether a name is that of an id or a key of a thing.</summary>
    public static bool IsIdName(string name) => IdName().IsMatch(name);

    /// <summary>Whether a name says nothing but "id".</summary>
    public static bool IsBareId(string name) => BareId().IsMatch(name);

    /// <summary>Whether what stands under a name changes from run to run.</summary>
    public static bool IsVolatileName(string name) => VolatileName().IsMatch(name) || IsIdName(name);

    /// <summary>Whether a name is that of how far a thing has come.</summary>
    public static bool IsStateName(string name) => StateName().IsMatch(name);

    [GeneratedRegex(@"secret|token|passw|pwd|passphrase|credential|api[-_]?key|access[-_]?key|authorization|^auth$|session|^sid$|jwt|signature|^sig$|^otp$|^pin$|^cvv$|^cvc$|card[-_]?number|private[-_]?key|csrf|xsrf|^key$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex SecretName();

    [GeneratedRegex(@"token[-_]?type|expires|(page|next|prev|sync|continuation)[-_]?token|token[-_]?(count|limit|s)$|max[-_]?tokens|id_token_hint", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex NotSecretName();

    [GeneratedRegex(@"^[A-Za-z0-9+/_=.~-]+$", RegexOptions.NonBacktracking)]
    private static partial Regex Drawn();

    [GeneratedRegex(@"^eyJ[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]*){1,4}$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Token();

    [GeneratedRegex("^[0-9a-fA-F]{32,}$", RegexOptions.NonBacktracking)]
    private static partial Regex LongHex();

    [GeneratedRegex("^[0-9a-fA-F]{24}$", RegexOptions.NonBacktracking)]
    private static partial Regex ObjectId();

    [GeneratedRegex("^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$", RegexOptions.NonBacktracking)]
    private static partial Regex Uuid();

    [GeneratedRegex(@"^-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Number();

    [GeneratedRegex(@"^[0-9]{4}-[0-9]{2}-[0-9]{2}|^[A-Z][a-z]{2}, [0-9]{1,2} [A-Z][a-z]{2} [0-9]{4}|^[0-9]{1,2}[:/.][0-9]{1,2}[:/.][0-9]{2}", RegexOptions.NonBacktracking)]
    private static partial Regex Moment();

    [GeneratedRegex(@"^_?id$|[a-z0-9]Ids?$|[_-]ids?$|^ids$|u?uid$|guid$|^sku$|slug$|^key$|[a-z]Key$|[_-]key$|code$|token$|^ref$|reference$|number$|^etag$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex IdName();

    [GeneratedRegex("^(_?id|ID|uuid|guid|key|code|slug|ref|reference|number|token|value)$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex BareId();

    [GeneratedRegex(@"time|date|[a-z]At$|_at$|^(at|ts|age|nonce|hash|checksum|etag|version|revision|offset|cursor|next|prev|previous|href|url|link|self|trace|host|ip|origin|server|uptime|duration|elapsed|expires.*|count|total|size|length|page|limit|remaining|stock|quantity|score|rank|random)$|url$|uri$|hash$|trace|request[-_]?id", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex VolatileName();

    [GeneratedRegex("^(state|status|phase|stage|type|kind|currency|role|enabled|active|ok|success|completed?|paid|done|result)$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex StateName();
}
