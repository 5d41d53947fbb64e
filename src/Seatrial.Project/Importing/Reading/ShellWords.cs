using System.Globalization;
using System.Text;

namespace Seatrial.Project.Importing.Reading;

/// <summary>Splits commands into words as a shell of POSIX would: quotes, <c>$'…'</c>, escapes, lines that go on. Nothing is expanded.</summary>
internal sealed class ShellWords
{
    private readonly string _file;
    private readonly string _text;
    private readonly StringBuilder _word = new();
    private int _at;
    private bool _hasWord;

    private ShellWords(string file, string text) => (_file, _text) = (file, text);

    /// <summary>The commands of a file, each with the line it begins on.</summary>
    public static List<(int Line, List<string> Words)> Commands(string file, string text) => new ShellWords(file, text.ReplaceLineEndings("\n")).Read();

    private List<(int Line, List<string> Words)> Read()
    {
        List<(int, List<string>)> commands = [];
        List<string> words = [];
        int line = 1;
        while (_at < _text.Length)
        {
            char c = _text[_at];
            switch (c)
            {
                case '\n' or ';' or '|' or '&':
                    End(words);
                    Close();
                    _at++;
                    break;
                case ' ' or '\t':
                    End(words);
                    _at++;
                    break;
                case '#' when !_hasWord:
                    _at = _text.IndexOf('\n', _at) is var end and >= 0 ? end : _text.Length;
                    break;
                default:
                    line = words.Count == 0 && !_hasWord ? LineOf(_at) : line;
                    Part(c);
                    break;
            }
        }

        End(words);
        Close();
        return commands;

        void Close()
        {
            if (words.Count > 0)
            {
                commands.Add((line, words));
                words = [];
            }
        }
    }

    private void Part(char c)
    {
        switch (c)
        {
            case '\\' when Next() == '\n':
                _at += 2;
                break;
            case '\\' when Next() is { } escaped:
                Append(escaped);
                _at += 2;
                break;
            case '\'':
                int end = Closing('\'');
                _word.Append(_text, _at + 1, end - _at - 1);
                _hasWord = true;
                _at = end + 1;
                break;
            case '"':
                Double();
                break;
            case '$' when Next() == '\'':
                Ansi();
                break;
            default:
                Append(c);
                _at++;
                break;
        }
    }

    private void Append(char c)
    {
        _word.Append(c);
        _hasWord = true;
    }

    private char? Next() => _at + 1 < _text.Length ? _text[_at + 1] : null;

    private int Closing(char quote) => _text.IndexOf(quote, _at + 1) is var end and >= 0
        ? end
        : throw ImportErrors.NotACommand(_file, LineOf(_at), _at - _text.LastIndexOf('\n', _at), $"the quote {quote} is never closed.");

    private void Double()
    {
        int start = _at++;
        _hasWord = true;
        while (_at < _text.Length && _text[_at] != '"')
        {
            if (_text[_at] == '\\' && Next() is { } next && next is '"' or '\\' or '$' or '`' or '\n')
            {
                _ = next == '\n' ? _word : _word.Append(next);
                _at += 2;
                continue;
            }

            _word.Append(_text[_at++]);
        }

        if (_at >= _text.Length)
        {
            _at = start;
            throw ImportErrors.NotACommand(_file, LineOf(start), start - _text.LastIndexOf('\n', start), "a quote is never closed.");
        }

        _at++;
    }

    /// <summary><c>$'a\u00e9\n'</c>, as Chrome copies what holds quotes.</summary>
    private void Ansi()
    {
        int start = _at;
        _at += 2;
        _hasWord = true;
        while (_at < _text.Length && _text[_at] != '\'')
        {
            if (_text[_at] != '\\' || Next() is not { } next)
            {
                _word.Append(_text[_at++]);
                continue;
            }

            _at += 2;
            switch (next)
            {
                case 'u' or 'U' or 'x':
                    Code(next switch { 'u' => 4, 'U' => 8, _ => 2 });
                    break;
                default:
                    _word.Append(next switch { 'n' => '\n', 't' => '\t', 'r' => '\r', '0' => '\0', 'a' => '\a', 'b' => '\b', 'f' => '\f', 'v' => '\v', 'e' => '\u001b', _ => next });
                    break;
            }
        }

        if (_at >= _text.Length)
        {
            _at = start;
            throw ImportErrors.NotACommand(_file, LineOf(start), start - _text.LastIndexOf('\n', start), "a quote is never closed.");
        }

        _at++;
    }

    private void Code(int most)
    {
        int length = 0;
        while (length < most && _at + length < _text.Length && char.IsAsciiHexDigit(_text[_at + length]))
        {
            length++;
        }

        if (length == 0)
        {
            return;
        }

        int code = (int)Math.Min(uint.Parse(_text.AsSpan(_at, length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture), 0x110000);
        _word.Append(code <= char.MaxValue ? ((char)code).ToString() : Rune.IsValid(code) ? new Rune(code).ToString() : "\uFFFD");
        _at += length;
    }

    private void End(List<string> words)
    {
        if (_hasWord)
        {
            words.Add(_word.ToString());
            _word.Clear();
            _hasWord = false;
        }
    }

    private int LineOf(int at) => _text.AsSpan(0, Math.Min(at, _text.Length)).Count('\n') + 1;
}
