using System.Collections.Immutable;
using Seatrial.Core.Documents;
using YamlDotNet.Core;

namespace Seatrial.Project.Yaml;

/// <summary>Finds where the text of a quoted, folded or block scalar stands, by reading source and text side by side.</summary>
internal sealed class ScalarParts
{
    private readonly string[] _lines;
    private readonly string _value;
    private readonly ScalarStyle _style;
    private readonly ImmutableArray<ScalarPart>.Builder _parts = ImmutableArray.CreateBuilder<ScalarPart>();
    private int _line;
    private int _column;
    private int _offset;
    private int _indent = -1;

    private ScalarParts(YamlDotNet.Core.Events.Scalar scalar, string[] lines)
    {
        _lines = lines;
        _value = scalar.Value;
        _style = scalar.Style;
        _line = (int)scalar.Start.Line - 1;
        _column = (int)scalar.Start.Column - 1;
        if (IsBlock)
        {
            // Behind the header (`|`, `>-` …) the text begins on the next line.
            _line++;
            EnterLine();
        }
        else if (_style != ScalarStyle.Plain)
        {
            _column++;
        }
    }

    private bool IsBlock => _style is ScalarStyle.Literal or ScalarStyle.Folded;

    private string Line => _lines[_line];

    private int LineEnd => Line.EndsWith('\r') ? Line.Length - 1 : Line.Length;

    public static ImmutableArray<ScalarPart> Of(YamlDotNet.Core.Events.Scalar scalar, string[] lines)
    {
        ScalarParts parts = new(scalar, lines);
        while (parts._offset < parts._value.Length && parts._line < lines.Length && parts.Step())
        {
        }

        return parts._parts.ToImmutable();
    }

    /// <summary>Moves on by one character, escape or line break; false when source and text no longer agree.</summary>
    private bool Step()
    {
        if (_column >= LineEnd)
        {
            return Break();
        }

        char written = Line[_column];
        if (_style == ScalarStyle.DoubleQuoted && written == '\\')
        {
            return Escape();
        }

        // Spaces before a line break are folded away.
        if (!IsBlock && (written is ' ' or '\t') && string.IsNullOrWhiteSpace(Line[_column..LineEnd]) && _line + 1 < _lines.Length)
        {
            _column = LineEnd;
            return true;
        }

        if (written == _value[_offset])
        {
            bool isDoubled = _style == ScalarStyle.SingleQuoted && written == '\'';
            return Take(1, isDoubled ? 2 : 1);
        }

        return false;
    }

    private bool Escape()
    {
        char kind = _column + 1 < LineEnd ? Line[_column + 1] : '\n';
        switch (kind)
        {
            case '\n':
                _line++;
                EnterLine();
                return true;
            case 'x':
                return Take(1, 4);
            case 'u':
                return Take(1, 6);
            case 'U':
                return Take(char.IsHighSurrogate(_value[_offset]) ? 2 : 1, 10);
            default:
                return Take(1, 2);
        }
    }

    /// <summary>Line breaks: one is a space where texts are folded, several are one less; a literal block keeps them all.</summary>
    private bool Break()
    {
        int first = _line;
        do
        {
            _line++;
        }
        while (_line < _lines.Length && string.IsNullOrWhiteSpace(Line) && (!IsBlock || (_style == ScalarStyle.Folded && LineEnd <= _indent)));

        if (_line == first + 1 && _line < _lines.Length && _value[_offset] == ' ')
        {
            Mark(first, EndOf(first));
            _offset++;
            EnterLine();
            return true;
        }

        for (int broken = IsBlock ? first : first + 1; broken < _line && _offset < _value.Length && _value[_offset] == '\n'; broken++)
        {
            Mark(broken, EndOf(broken));
            _offset++;
        }

        if (_line < _lines.Length)
        {
            EnterLine();
        }

        return true;
    }

    private int EndOf(int line) => _lines[line].TrimEnd('\r').Length;

    /// <summary>Stands behind the indentation of a line; what a block has beyond its own belongs to the text.</summary>
    private void EnterLine()
    {
        _column = 0;
        if (_line >= _lines.Length)
        {
            return;
        }

        if (!IsBlock)
        {
            _column = LineEnd - Line[..LineEnd].TrimStart(' ', '\t').Length;
            return;
        }

        int spaces = LineEnd - Line[..LineEnd].TrimStart(' ').Length;

        if (_indent < 0 && spaces < LineEnd)
        {
            string rest = _value[_offset..].TrimStart('\n');
            _indent = Math.Max(0, spaces - (rest.Length - rest.TrimStart(' ').Length));
        }

        _column = Math.Min(_indent < 0 ? LineEnd : _indent, LineEnd);
    }

    private bool Take(int characters, int columns)
    {
        Mark(_line, _column);
        _offset += characters;
        _column += columns;
        return true;
    }

    /// <summary>Begins a part where the next character does not simply follow the one before.</summary>
    private void Mark(int line, int column)
    {
        if (_parts.Count > 0)
        {
            ScalarPart last = _parts[^1];
            if (last.Line == line + 1 && last.Column + _offset - last.Offset == column + 1)
            {
                return;
            }
        }

        _parts.Add(new(_offset, line + 1, column + 1));
    }
}
