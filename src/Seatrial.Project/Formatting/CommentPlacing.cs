namespace Seatrial.Project.Formatting;

/// <summary>Gives each comment to what it is about: what stands on its line, what follows it, or what it closes.</summary>
internal sealed class CommentPlacing
{
    private readonly List<(FormatEntry Entry, FormatEntry[] Around)> _entries = [];

    private CommentPlacing(FormatNode root, Func<FormatNode, bool> isOneLine) => Collect(root, [], isOneLine);

    /// <summary>Places comments.</summary>
    /// <returns>Those behind everything.</returns>
    public static List<FormatComment> Place(FormatNode root, IEnumerable<FormatComment> comments, Func<FormatNode, bool> isOneLine)
    {
        CommentPlacing placing = new(root, isOneLine);
        List<FormatComment> rest = [];
        foreach (FormatComment comment in comments)
        {
            placing.Place(comment, rest);
        }

        return rest;
    }

    private void Place(FormatComment comment, List<FormatComment> rest)
    {
        int next = _entries.FindIndex(e => e.Entry.Line > comment.Line || (e.Entry.Line == comment.Line && e.Entry.Column > comment.Column));
        int last = (next < 0 ? _entries.Count : next) - 1;
        if (!comment.IsAlone && last >= 0 && _entries[last].Entry is { Trailing: null } entry)
        {
            entry.Trailing = comment;
            return;
        }

        if (next >= 0 && (last < 0 || comment.Column <= _entries[next].Entry.Column || _entries[next].Entry.Column > _entries[last].Entry.Column))
        {
            _entries[next].Entry.Leading.Add(comment);
            return;
        }

        // Deeper than what follows: it closes the list or map whose entries begin where it begins.
        FormatEntry? owner = last < 0 ? null : OwnerOf(_entries[last], comment.Column);
        (owner?.Inside ?? rest).Add(comment);
    }

    private static FormatEntry? OwnerOf((FormatEntry Entry, FormatEntry[] Around) last, int column)
    {
        FormatEntry[] chain = [.. last.Around, last.Entry];
        for (int i = chain.Length - 1; i > 0; i--)
        {
            if (chain[i].Column <= column)
            {
                return chain[i - 1];
            }
        }

        return null;
    }

    private void Collect(FormatNode node, FormatEntry[] around, Func<FormatNode, bool> isOneLine)
    {
        List<FormatEntry> entries = node switch
        {
            FormatNode.Mapping map when !isOneLine(map) => map.Entries,
            FormatNode.Sequence list when !isOneLine(list) => list.Items,
            _ => [],
        };
        foreach (FormatEntry entry in entries)
        {
            _entries.Add((entry, around));
            Collect(entry.Value, [.. around, entry], isOneLine);
        }
    }
}
