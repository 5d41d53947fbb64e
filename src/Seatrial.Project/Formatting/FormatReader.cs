using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Seatrial.Project.Formatting;

/// <summary>Reads a file, already found readable, as it was written: styles, lines and comments.</summary>
internal sealed class FormatReader
{
    private readonly string[] _lines;
    private readonly Parser _parser;
    private readonly List<(int Line, int From, int ToLine, int To)> _scalars = [];

    private FormatReader(string text)
    {
        _lines = text.Split('\n');
        _parser = new Parser(new Scanner(new StringReader(text), skipComments: true));
    }

    /// <summary>Reads a text with line feeds.</summary>
    public static (FormatNode Root, List<FormatComment> Comments) Read(string text)
    {
        FormatReader reader = new(text);
        reader._parser.MoveNext();
        reader._parser.MoveNext();
        reader._parser.MoveNext();
        FormatNode root = reader.ReadNode();
        return (root, reader.Comments());
    }

    private FormatNode ReadNode()
    {
        ParsingEvent current = _parser.Current!;
        _parser.MoveNext();
        switch (current)
        {
            case YamlDotNet.Core.Events.Scalar scalar:
                return ReadScalar(scalar);
            case SequenceStart start:
                List<FormatEntry> items = [];
                while (_parser.Current is not SequenceEnd)
                {
                    FormatNode item = ReadNode();
                    (int line, int column) = start.Style == SequenceStyle.Flow ? (item.Line, item.Column) : Dash(item);
                    items.Add(new(null, item, line, column) { IsApart = IsEmptyAbove(line) });
                }

                FormatNode.Sequence list = new(items, start.Style == SequenceStyle.Flow, At(start.Start), Column(start.Start), At(_parser.Current!.End));
                _parser.MoveNext();
                return list;
            default:
                MappingStart map = (MappingStart)current;
                List<FormatEntry> entries = [];
                while (_parser.Current is not MappingEnd)
                {
                    FormatNode.Scalar key = (FormatNode.Scalar)ReadNode();
                    entries.Add(new(key, ReadNode(), key.Line, key.Column) { IsApart = IsEmptyAbove(key.Line) });
                }

                FormatNode.Mapping mapping = new(entries, map.Style == MappingStyle.Flow, At(map.Start), Column(map.Start), At(_parser.Current!.End));
                _parser.MoveNext();
                return mapping;
        }
    }

    private FormatNode.Scalar ReadScalar(YamlDotNet.Core.Events.Scalar scalar)
    {
        (int line, int column) = (At(scalar.Start), Column(scalar.Start));
        if (scalar.Style is ScalarStyle.Literal or ScalarStyle.Folded)
        {
            return ReadBlock(line, column);
        }

        (int endLine, int end) = (At(scalar.End), Column(scalar.End));
        List<string> text = [];
        for (int i = line; i <= endLine && i < _lines.Length; i++)
        {
            int to = Math.Min(i == endLine ? end : int.MaxValue, _lines[i].Length);
            int from = Math.Min(i == line ? column : 0, to);
            text.Add(i == line ? _lines[i][from..to].TrimEnd() : _lines[i][from..to].Trim());
        }

        if (text.Count == 0)
        {
            text.Add(string.Empty);
        }

        _scalars.Add((line, column, endLine, end));
        bool isSimple = scalar.Style == ScalarStyle.DoubleQuoted && text.Count == 1 && !scalar.Value.Any(static c => c == '\'' || char.IsControl(c))
            && text[0].Length == scalar.Value.Length + 2;
        return new([.. isSimple ? [$"'{scalar.Value}'"] : text], IsBlock: false, line, column, endLine);
    }

    /// <summary>A block text: its header, and the lines that are empty or indented deeper than what it belongs to.</summary>
    private FormatNode.Scalar ReadBlock(int line, int column)
    {
        string header = _lines[line][column..].Split(' ', 2)[0];
        int first = line + 1;
        while (first < _lines.Length && string.IsNullOrWhiteSpace(_lines[first]))
        {
            first++;
        }

        int owner = IndentOf(_lines[line]);
        int indent = first < _lines.Length ? IndentOf(_lines[first]) : 0;
        if (header.Any(char.IsAsciiDigit) || indent <= owner - (_lines[line].TrimStart().StartsWith("- ", StringComparison.Ordinal) ? -1 : 0))
        {
            indent = Math.Max(indent, owner + 1);
        }

        List<string> text = [header];
        int end = line;
        for (int i = line + 1; i < _lines.Length && (string.IsNullOrWhiteSpace(_lines[i]) || IndentOf(_lines[i]) >= indent); i++)
        {
            text.Add(_lines[i].Length >= indent ? _lines[i][indent..] : string.Empty);
            end = i;
        }

        if (!header.Contains('+', StringComparison.Ordinal))
        {
            while (text.Count > 1 && text[^1].Length == 0)
            {
                text.RemoveAt(text.Count - 1);
                end--;
            }
        }

        // Behind the header there may be a comment; the text itself has none.
        _scalars.Add((line, column, line, column + header.Length));
        _scalars.Add((line + 1, 0, end, int.MaxValue));
        return new([.. text], IsBlock: true, line, column, end);
    }

    /// <summary>Where the dash of an item stands.</summary>
    private (int Line, int Column) Dash(FormatNode item)
    {
        for (int line = Math.Min(item.Line, _lines.Length - 1); line >= 0; line--)
        {
            string before = line == item.Line ? _lines[line][..Math.Min(item.Column, _lines[line].Length)] : _lines[line];
            int dash = before.LastIndexOf('-');
            if (dash >= 0 && before.AsSpan(0, dash).Trim(" -").IsEmpty)
            {
                return (line, dash);
            }
        }

        return (item.Line, item.Column);
    }

    private List<FormatComment> Comments()
    {
        List<FormatComment> comments = [];
        for (int line = 0; line < _lines.Length; line++)
        {
            for (int column = _lines[line].IndexOf('#', StringComparison.Ordinal); column >= 0; column = _lines[line].IndexOf('#', column + 1))
            {
                if ((column == 0 || _lines[line][column - 1] is ' ' or '\t') && !IsInScalar(line, column))
                {
                    bool isAlone = string.IsNullOrWhiteSpace(_lines[line][..column]);
                    comments.Add(new(_lines[line][column..].TrimEnd(), line, column, isAlone, isAlone && IsEmptyAbove(line)));
                    break;
                }
            }
        }

        return comments;
    }

    private bool IsInScalar(int line, int column) => _scalars.Exists(s =>
        (line > s.Line || (line == s.Line && column >= s.From)) && (line < s.ToLine || (line == s.ToLine && column < s.To)));

    private bool IsEmptyAbove(int line) => line > 0 && string.IsNullOrWhiteSpace(_lines[line - 1]);

    private static int IndentOf(string line) => line.Length - line.TrimStart(' ').Length;

    private static int At(Mark mark) => (int)mark.Line - 1;

    private static int Column(Mark mark) => (int)mark.Column - 1;
}
