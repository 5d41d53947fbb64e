namespace Seatrial.Project.JsonSchema.Formats;

/// <summary>URI templates of RFC 6570.</summary>
internal static class UriTemplates
{
    private const string NotLiteral = "\"'<>\\^`|}";
    private const int LongestPrefix = 4;

    public static bool IsTemplate(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c == '{')
            {
                int end = text.IndexOf('}', i);
                if (end < 0 || !IsExpression(text[(i + 1)..end]))
                {
                    return false;
                }

                i = end;
            }
            else if (c <= ' ' || NotLiteral.Contains(c, StringComparison.Ordinal) || (c == '%' && !IsEncoded(text, i)))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsExpression(string text)
    {
        string variables = text is [('+' or '#' or '.' or '/' or ';' or '?' or '&' or '=' or ',' or '!' or '@' or '|'), ..] ? text[1..] : text;
        return variables.Split(',').All(IsVariable);
    }

    private static bool IsVariable(string text)
    {
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon >= 0)
        {
            string prefix = text[(colon + 1)..];
            if (prefix.Length is 0 or > LongestPrefix || prefix[0] == '0' || !prefix.All(char.IsAsciiDigit))
            {
                return false;
            }
        }

        string name = colon >= 0 ? text[..colon] : text.EndsWith('*') ? text[..^1] : text;
        return name.Split('.').All(part => part.Length > 0)
            && name.Index().All(c => char.IsAsciiLetterOrDigit(c.Item) || c.Item is '_' or '.' || (c.Item == '%' && IsEncoded(name, c.Index)));
    }

    private static bool IsEncoded(string text, int at) =>
        at + 2 < text.Length && char.IsAsciiHexDigit(text[at + 1]) && char.IsAsciiHexDigit(text[at + 2]);
}
