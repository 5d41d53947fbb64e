using Seatrial.Seeding.Proof;

namespace Seatrial.Seeding.Postgres;

/// <summary>
/// Rows in the text format of <c>COPY … TO STDOUT</c>, one in memory at a time.
/// See https://www.postgresql.org/docs/current/sql-copy.html.
/// </summary>
/// <param name="reader">What the server sends.</param>
internal sealed class CopyRows(TextReader reader)
{
    private char[] _buffer = new char[1 << 16];
    private char[] _plain = new char[1 << 12];
    private int _start;
    private int _end;
    private int _used;

    /// <summary>Reads the next row.</summary>
    /// <returns>Whether there was one.</returns>
    public async ValueTask<bool> NextAsync(ScanRow row, int leading, CancellationToken cancellationToken)
    {
        int newline;
        int searched = 0;
        while ((newline = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf('\n')) < 0)
        {
            searched = _end - _start;
            if (!await FillAsync(cancellationToken))
            {
                return false;
            }
        }

        Split(_buffer.AsMemory(_start, searched + newline), row, leading);
        _start += searched + newline + 1;
        return true;
    }

    private async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        int read = await reader.ReadAsync(_buffer.AsMemory(_end), cancellationToken);
        _end += read;
        return read > 0;
    }

    /// <summary>The first cells are the place and the owner of the row, then come its values.</summary>
    private void Split(ReadOnlyMemory<char> line, ScanRow row, int leading)
    {
        _used = 0;
        if (_plain.Length < line.Length)
        {
            _plain = new char[line.Length * 2];
        }

        int start = 0;
        for (int cell = 0; cell < row.Count + leading; cell++)
        {
            int tab = line.Span[start..].IndexOf('\t');
            ReadOnlyMemory<char> raw = tab < 0 ? line[start..] : line.Slice(start, tab);
            start += raw.Length + 1;
            bool isNull = raw.Span is ['\\', 'N'];
            ReadOnlyMemory<char> value = isNull || !raw.Span.Contains('\\') ? raw : Plain(raw.Span);
            if (cell >= leading && isNull)
            {
                row.SetNull(cell - leading);
            }
            else if (cell >= leading)
            {
                row.Set(cell - leading, value);
            }
            else if (cell == 0)
            {
                row.Place = isNull ? default : value;
            }
            else
            {
                row.Owner = isNull ? default : value;
            }
        }
    }

    private ReadOnlyMemory<char> Plain(ReadOnlySpan<char> raw)
    {
        int start = _used;
        for (int i = 0; i < raw.Length; i++)
        {
            char c = raw[i];
            if (c == '\\' && i + 1 < raw.Length)
            {
                c = raw[++i] switch { 't' => '\t', 'n' => '\n', 'r' => '\r', 'b' => '\b', 'f' => '\f', 'v' => '\v', var other => other };
            }

            _plain[_used++] = c;
        }

        return _plain.AsMemory(start, _used - start);
    }
}
