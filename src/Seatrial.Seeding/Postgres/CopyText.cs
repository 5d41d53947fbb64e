using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Seatrial.Seeding.Values;

namespace Seatrial.Seeding.Postgres;

/// <summary>
/// Rows in the text format of <c>COPY</c>: it takes every type that the server can read, and escapes what has a meaning.
/// See https://www.postgresql.org/docs/current/sql-copy.html.
/// </summary>
internal sealed class CopyText
{
    private byte[] _buffer = new byte[1 << 17];
    private int _length;

    /// <summary>How many bytes are there to be sent.</summary>
    public int Length => _length;

    public ReadOnlyMemory<byte> Written => _buffer.AsMemory(0, _length);

    public void Clear() => _length = 0;

    /// <summary>Adds a row.</summary>
    public void Add(ReadOnlySpan<CellValue> cells)
    {
        for (int i = 0; i < cells.Length; i++)
        {
            if (i > 0)
            {
                Room(1)[0] = (byte)'\t';
                _length++;
            }

            Add(cells[i]);
        }

        Room(1)[0] = (byte)'\n';
        _length++;
    }

    private void Add(CellValue cell)
    {
        switch (cell.Kind)
        {
            case CellKind.Null:
                @"\N"u8.CopyTo(Room(2));
                _length += 2;
                break;
            case CellKind.Boolean:
                Room(1)[0] = cell.Truth ? (byte)'t' : (byte)'f';
                _length++;
                break;
            case CellKind.Integer:
                Utf8Formatter.TryFormat(cell.Number, Room(24), out int digits);
                _length += digits;
                break;
            case CellKind.Bytes:
                AddBytes(cell.Bytes);
                break;
            case CellKind.Timestamp:
                AddDate(Math.DivRem(cell.Number, 86_400_000_000, out long within) - (within < 0 ? 1 : 0));
                Room(1)[0] = (byte)' ';
                _length++;
                AddTime(within < 0 ? within + 86_400_000_000 : within);
                "+00"u8.CopyTo(Room(3));
                _length += 3;
                break;
            case CellKind.Date:
                AddDate(cell.Number);
                break;
            case CellKind.Time:
                AddTime(cell.Number);
                break;
            case CellKind.Decimal:
                AddText(cell.Decimal.ToString(CultureInfo.InvariantCulture));
                break;
            case CellKind.Double:
                AddText(cell.Double.ToString("R", CultureInfo.InvariantCulture));
                break;
            default:
                AddText(cell.Text);
                break;
        }
    }

    private void AddText(string text)
    {
        if (text.AsSpan().IndexOfAny(Special) < 0)
        {
            _length += Encoding.UTF8.GetBytes(text, Room(Encoding.UTF8.GetMaxByteCount(text.Length)));
            return;
        }

        foreach (Rune rune in text.EnumerateRunes())
        {
            Span<byte> room = Room(8);
            byte escape = rune.Value switch { '\\' => (byte)'\\', '\t' => (byte)'t', '\n' => (byte)'n', '\r' => (byte)'r', _ => 0 };
            if (escape != 0)
            {
                room[0] = (byte)'\\';
                room[1] = escape;
                _length += 2;
            }
            else
            {
                _length += rune.EncodeToUtf8(room);
            }
        }
    }

    private void AddBytes(byte[] bytes)
    {
        Span<byte> room = Room((bytes.Length * 2) + 3);
        @"\\x"u8.CopyTo(room);
        Convert.TryToHexStringLower(bytes, room[3..], out int digits);
        _length += digits + 3;
    }

    private void AddDate(long days)
    {
        DateTime date = DateTime.UnixEpoch.AddDays(days);
        Span<byte> room = Room(16);
        Digits(room, date.Year, 4);
        room[4] = (byte)'-';
        Digits(room[5..], date.Month, 2);
        room[7] = (byte)'-';
        Digits(room[8..], date.Day, 2);
        _length += 10;
    }

    private void AddTime(long microseconds)
    {
        Span<byte> room = Room(16);
        long seconds = microseconds / 1_000_000;
        Digits(room, (int)(seconds / 3600), 2);
        room[2] = (byte)':';
        Digits(room[3..], (int)(seconds / 60 % 60), 2);
        room[5] = (byte)':';
        Digits(room[6..], (int)(seconds % 60), 2);
        _length += 8;
        int rest = (int)(microseconds % 1_000_000);
        if (rest != 0)
        {
            room[8] = (byte)'.';
            Digits(room[9..], rest, 6);
            _length += 7;
        }
    }

    private static void Digits(Span<byte> room, int number, int count)
    {
        for (int i = count - 1; i >= 0; i--)
        {
            room[i] = (byte)('0' + (number % 10));
            number /= 10;
        }
    }

    private Span<byte> Room(int bytes)
    {
        if (_buffer.Length - _length < bytes)
        {
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _length + bytes));
        }

        return _buffer.AsSpan(_length);
    }

    private static readonly SearchValues<char> Special = SearchValues.Create("\\\t\n\r");
}
