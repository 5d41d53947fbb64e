using System.Globalization;
using System.Text;

namespace Seatrial.Seeding.Detection;

/// <summary>The words that a column's or table's name is made of, in small ASCII letters.</summary>
/// <param name="Words">One by one.</param>
/// <param name="Whole">Run together.</param>
internal sealed record NameWords(IReadOnlyList<string> Words, string Whole)
{
    /// <summary>Splits <c>billingAddress2</c>, <c>BILLING_ADDRESS_2</c> and <c>Billing address 2</c> alike.</summary>
    public static NameWords Of(string name)
    {
        string plain = Plain(name);
        List<string> words = [];
        int start = 0;
        for (int i = 1; i <= plain.Length; i++)
        {
            if (i < plain.Length && !IsEdge(plain, i))
            {
                continue;
            }

            string word = plain[start..i].Trim('_').ToLowerInvariant();
            if (word.Length > 0 && char.IsLetterOrDigit(word[0]))
            {
                words.Add(word);
            }

            start = i;
        }

        return new(words, string.Concat(words.Where(static w => !char.IsAsciiDigit(w[0]))));
    }

    /// <summary>Letters without marks; <c>_</c> for all that is neither letter nor digit.</summary>
    private static string Plain(string name)
    {
        StringBuilder plain = new(name.Length);
        foreach (char letter in name.Normalize(NormalizationForm.FormD))
        {
            _ = letter switch
            {
                'ß' => plain.Append("ss"),
                _ when char.IsLetterOrDigit(letter) => plain.Append(letter),
                _ when CharUnicodeInfo.GetUnicodeCategory(letter) == UnicodeCategory.NonSpacingMark => plain,
                _ => plain.Append('_'),
            };
        }

        return plain.ToString();
    }

    private static bool IsEdge(string text, int i) =>
        text[i] == '_' || text[i - 1] == '_'
        || char.IsAsciiDigit(text[i]) != char.IsAsciiDigit(text[i - 1])
        || (char.IsUpper(text[i]) && (char.IsLower(text[i - 1]) || (i + 1 < text.Length && char.IsLower(text[i + 1]) && char.IsUpper(text[i - 1]))));
}
