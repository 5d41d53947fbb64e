using System.Buffers;

namespace Seatrial.Project.Secrets;

/// <summary>Finds many forms in a text at once.</summary>
internal sealed class MaskTable
{
    private const int PrefixLength = 4;

    private readonly SearchValues<string> _search;
    private readonly Dictionary<string, string[]>.AlternateLookup<ReadOnlySpan<char>> _longestFirst;

    public MaskTable(IReadOnlyCollection<string> forms)
    {
        _search = SearchValues.Create([.. forms], StringComparison.Ordinal);
        _longestFirst = forms
            .GroupBy(f => f[..PrefixLength], StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.OrderByDescending(f => f.Length).ToArray(), StringComparer.Ordinal)
            .GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public static MaskTable Empty { get; } = new([]);

    public int IndexIn(ReadOnlySpan<char> text) => text.IndexOfAny(_search);

    /// <summary>Where a run of secrets that overlap ends: masking only the first would leave the rest of the second in sight.</summary>
    public int EndOfRun(string text, int start)
    {
        int end = start;
        for (int at = start; at <= end && at + PrefixLength <= text.Length; at++)
        {
            end = Math.Max(end, at + LongestAt(text.AsSpan(at)));
            if (at + 1 >= end)
            {
                break;
            }
        }

        return end;
    }

    private int LongestAt(ReadOnlySpan<char> text)
    {
        if (_longestFirst.TryGetValue(text[..PrefixLength], out string[]? forms))
        {
            foreach (string form in forms)
            {
                if (text.StartsWith(form, StringComparison.Ordinal))
                {
                    return form.Length;
                }
            }
        }

        return 0;
    }
}
