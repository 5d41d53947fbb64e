using System.Text;

namespace Seatrial.Project.Formatting;

/// <summary>Writes nodes in their one form.</summary>
/// <param name="verbs">The keys of the verbs.</param>
/// <param name="comments">The comments of the file.</param>
internal sealed class FormatWriter(IReadOnlyCollection<string> verbs, List<FormatComment> comments)
{
    // Without the column it begins in, which formatting changes: to format twice must be to format once.
    private const int Width = 110;
    private readonly List<string> _lines = [];

    private enum Role
    {
        Plain,
        Flow,
        Step,
        Steps,
    }

    public string Write(FormatNode root, bool isFlow)
    {
        List<FormatComment> rest = CommentPlacing.Place(root, comments, IsOneLine);
        switch (root)
        {
            case FormatNode.Mapping or FormatNode.Sequence when !IsOneLine(root):
                WriteHead(root);
                WriteEntries(root, 0, isFlow ? Role.Flow : Role.Plain);
                break;
            default:
                _lines.AddRange(root is FormatNode.Scalar scalar ? scalar.Text : [Inline(root)]);
                break;
        }

        WriteComments(rest, 0);
        return $"{string.Join('\n', _lines)}\n";
    }

    /// <summary>Whether a list or map stays on one line: it was written so, nothing is noted in it, and it fits.</summary>
    private bool IsOneLine(FormatNode node) => node switch
    {
        FormatNode.Scalar => true,
        FormatNode.Mapping { Entries.Count: 0 } or FormatNode.Sequence { Items.Count: 0 } => true,
        FormatNode.Mapping { IsFlow: true } or FormatNode.Sequence { IsFlow: true } => node.Line == node.EndLine && Inline(node).Length <= Width,
        _ => false,
    };

    /// <summary>What stands before everything is about the file, whichever key comes first: a title, a line for editors.</summary>
    private void WriteHead(FormatNode root)
    {
        FormatEntry first = root is FormatNode.Mapping map ? map.Entries[0] : ((FormatNode.Sequence)root).Items[0];
        if (first.Leading.Count > 0)
        {
            WriteComments(first.Leading, 0);
            first.Leading.Clear();
            if (first.IsApart)
            {
                _lines.Add(string.Empty);
            }
        }

        first.IsApart = false;
    }

    private void WriteEntries(FormatNode node, int indent, Role role)
    {
        List<FormatEntry> written = node is FormatNode.Mapping map ? map.Entries : ((FormatNode.Sequence)node).Items;
        IEnumerable<FormatEntry> ordered = role switch
        {
            Role.Flow when node is FormatNode.Mapping => KeyOrder.OfFlow(written),
            Role.Step when node is FormatNode.Mapping => KeyOrder.OfStep(written, verbs),
            _ => written,
        };
        bool isFirst = true;
        foreach (FormatEntry entry in ordered)
        {
            WriteLeading(entry, indent, isFirst);
            WriteEntry(entry, indent, role);
            isFirst = false;
        }
    }

    /// <summary>Comments before an entry, and one empty line where there was one; none at the beginning of a list or map.</summary>
    private void WriteLeading(FormatEntry entry, int indent, bool isFirst)
    {
        if (entry.Leading.Count > 0)
        {
            entry.Leading[0] = isFirst ? entry.Leading[0] with { IsApart = false } : entry.Leading[0];
            WriteComments(entry.Leading, indent);
        }

        if (entry.IsApart && (entry.Leading.Count > 0 || !isFirst))
        {
            _lines.Add(string.Empty);
        }
    }

    private void WriteComments(List<FormatComment> own, int indent)
    {
        foreach (FormatComment comment in own)
        {
            if (comment.IsApart && _lines.Count > 0)
            {
                _lines.Add(string.Empty);
            }

            _lines.Add($"{Spaces(indent)}{comment.Text}");
        }
    }

    private void WriteEntry(FormatEntry entry, int indent, Role role)
    {
        string head = $"{Spaces(indent)}{(entry.Key is { } key ? $"{key.Text[0]}:" : "-")}";
        switch (entry.Value)
        {
            case FormatNode.Scalar { IsBlock: true } block:
                _lines.Add(WithComment($"{head} {block.Text[0]}", entry));
                _lines.AddRange(block.Text.Skip(1).Select(line => line.Length == 0 ? line : $"{Spaces(indent + BlockIndent(block))}{line}"));
                break;
            case FormatNode.Scalar scalar:
                _lines.Add(scalar.Text[0].Length == 0 ? head : $"{head} {scalar.Text[0]}");
                _lines.AddRange(scalar.Text.Skip(1).Select(line => line.Length == 0 ? line : $"{Spaces(indent + 2)}{line}"));
                _lines[^1] = WithComment(_lines[^1], entry);
                break;
            case var inline when IsOneLine(inline):
                _lines.Add(WithComment($"{head} {Inline(inline)}", entry));
                break;
            case var nested when entry.Key is not null:
                _lines.Add(WithComment(head, entry));
                WriteEntries(nested, indent + 2, RoleOf(role, entry));
                break;
            case var nested:
                WriteItem(nested, entry, indent, role);
                break;
        }

        WriteComments(entry.Inside, indent + 2);
    }

    /// <summary>A list or map as an item: its first line stands behind the dash.</summary>
    private void WriteItem(FormatNode nested, FormatEntry entry, int indent, Role role)
    {
        if (entry.Trailing is { } behindDash)
        {
            WriteComments([behindDash with { IsApart = false }], indent);
        }

        // Comments before the first key cannot stand behind the dash: they go before it.
        int start = _lines.Count;
        WriteEntries(nested, indent + 2, role == Role.Steps ? Role.Step : Role.Plain);
        int content = start;
        while (_lines[content].Length == 0 || _lines[content].TrimStart().StartsWith('#'))
        {
            _lines[content] = _lines[content].Length == 0 ? string.Empty : $"{Spaces(indent)}{_lines[content].TrimStart()}";
            content++;
        }

        _lines[content] = $"{Spaces(indent)}- {_lines[content][(indent + 2)..]}";
    }

    private static Role RoleOf(Role role, FormatEntry entry) => (role, KeyOrder.NameOf(entry)) switch
    {
        (Role.Flow, "steps" or "given" or "rules") => Role.Steps,
        (Role.Step, "steps" or "parallel") => Role.Steps,
        (Role.Step, "cleanup") => entry.Value is FormatNode.Sequence ? Role.Steps : Role.Step,
        _ => Role.Plain,
    };

    private static string WithComment(string line, FormatEntry entry)
    {
        if (entry.Trailing is not { } comment)
        {
            return line;
        }

        return $"{line}{Spaces(Math.Max(1, comment.Column - line.Length))}{comment.Text}";
    }

    private static int BlockIndent(FormatNode.Scalar block) =>
        block.Text[0].FirstOrDefault(char.IsAsciiDigit) is var digit and not '\0' ? digit - '0' : 2;

    private static string Inline(FormatNode node) => node switch
    {
        FormatNode.Scalar scalar => string.Join(' ', scalar.Text),
        FormatNode.Sequence { Items.Count: 0 } => "[]",
        FormatNode.Sequence list => $"[{string.Join(", ", list.Items.Select(static i => Inline(i.Value)))}]",
        FormatNode.Mapping { Entries.Count: 0 } => "{}",
        FormatNode.Mapping map => $"{{ {string.Join(", ", map.Entries.Select(static e => Pair(e)))} }}",
        _ => throw new ArgumentOutOfRangeException(nameof(node)),
    };

    private static string Pair(FormatEntry entry)
    {
        StringBuilder pair = new(entry.Key!.Text[0]);
        pair.Append(':');
        string value = Inline(entry.Value);
        return value.Length == 0 ? pair.ToString() : pair.Append(' ').Append(value).ToString();
    }

    private static string Spaces(int count) => new(' ', count);
}
