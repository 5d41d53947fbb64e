namespace Seatrial.Seeding.Values;

/// <summary>The words a name is made of.</summary>
internal static class Words
{
    /// <summary><c>first</c> and <c>name</c> of <c>firstName</c>, <c>first_name</c> and <c>FIRST-NAME</c>.</summary>
    public static List<string> Of(string name)
    {
        List<string> words = [];
        int start = 0;
        for (int i = 0; i <= name.Length; i++)
        {
            bool isEnd = i == name.Length || !char.IsLetterOrDigit(name[i]);
            if (isEnd || (i > start && char.IsUpper(name[i]) && char.IsLower(name[i - 1])))
            {
                if (i > start)
                {
                    words.Add(name[start..i].ToLowerInvariant());
                }

                start = isEnd ? i + 1 : i;
            }
        }

        return words;
    }
}
