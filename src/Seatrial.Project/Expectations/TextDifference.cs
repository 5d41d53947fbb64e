namespace Seatrial.Project.Expectations;

/// <summary>Where two long texts first differ, with a little of what surrounds the place.</summary>
internal static class TextDifference
{
    private const int Before = 20;
    private const int After = 40;

    /// <summary>From this length on the place is shown instead of the texts.</summary>
    public const int Long = 80;

    public static string Describe(string expected, string actual)
    {
        int at = expected.AsSpan().CommonPrefixLength(actual);
        if (at == expected.Length && at == actual.Length)
        {
            return "differs in a part that is masked";
        }

        int line = 1 + expected.AsSpan(0, at).Count('\n');
        string place = line == 1 ? $"character {at + 1}" : $"line {line}, character {at - expected.AsSpan(0, at).LastIndexOf('\n')}";
        return $"differs at {place}: expected {Window(expected, at)}, was {Window(actual, at)}";
    }

    private static string Window(string text, int at)
    {
        if (at >= text.Length)
        {
            return "the end of the text";
        }

        int start = Math.Max(0, at - Before);
        start = start > 0 && char.IsLowSurrogate(text[start]) ? start - 1 : start;
        int end = Math.Min(text.Length, at + After);
        end = end < text.Length && char.IsLowSurrogate(text[end]) ? end + 1 : end;
        string shown = text[start..end].ReplaceLineEndings("\\n").Replace("\t", "\\t", StringComparison.Ordinal);
        return $"\"{(start > 0 ? "…" : string.Empty)}{shown}{(end < text.Length ? "…" : string.Empty)}\"";
    }
}
