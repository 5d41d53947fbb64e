using System.Text;

namespace Seatrial.Seeding.Checks;

/// <summary>Lists as the engine writes them.</summary>
internal static class ArrayText
{
    /// <summary>The items of a list of one dimension; null when it is none.</summary>
    public static List<string?>? Read(string text)
    {
        if (text.Length < 2 || text[0] != '{' || text[^1] != '}')
        {
            return null;
        }

        List<string?> items = [];
        int at = 1;
        if (text.Length == 2)
        {
            return items;
        }

        while (at < text.Length)
        {
            StringBuilder item = new();
            bool isQuoted = text[at] == '"';
            at += isQuoted ? 1 : 0;
            while (at < text.Length && (isQuoted ? text[at] != '"' : text[at] is not (',' or '}')))
            {
                if (text[at] is '{' && !isQuoted)
                {
                    return null;
                }

                if (text[at] == '\\')
                {
                    at++;
                }

                if (at < text.Length)
                {
                    item.Append(text[at++]);
                }
            }

            at += isQuoted ? 1 : 0;
            items.Add(!isQuoted && item.ToString().Equals("null", StringComparison.OrdinalIgnoreCase) ? null : item.ToString());
            if (at >= text.Length || text[at] is not (',' or '}'))
            {
                return null;
            }

            at++;
        }

        return items;
    }
}
