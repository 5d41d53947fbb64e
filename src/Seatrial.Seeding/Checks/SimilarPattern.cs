using System.Text;

namespace Seatrial.Seeding.Checks;

/// <summary>The patterns of SIMILAR TO, which are part LIKE and part regular expression.</summary>
internal static class SimilarPattern
{
    /// <summary>The same as a regular expression; null when it has what that has not.</summary>
    public static string? Regex(string pattern)
    {
        StringBuilder text = new("^(?:");
        bool isInBrackets = false;
        for (int i = 0; i < pattern.Length; i++)
        {
            char one = pattern[i];
            switch (one)
            {
                case '\\':
                    if (++i == pattern.Length || char.IsLetterOrDigit(pattern[i]) || pattern[i] == '"')
                    {
                        return null;
                    }

                    text.Append('\\').Append(pattern[i]);
                    break;
                case '[' or ']':
                    isInBrackets = one == '[';
                    text.Append(one);
                    break;
                case '%' when !isInBrackets:
                    text.Append(".*");
                    break;
                case '_' when !isInBrackets:
                    text.Append('.');
                    break;
                case '.' or '^' or '$' when !isInBrackets:
                    text.Append('\\').Append(one);
                    break;
                default:
                    text.Append(one);
                    break;
            }
        }

        return text.Append(")$").ToString();
    }
}
