using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Seatrial.Seeding.Proof;

/// <summary>
/// Takes a value apart into all the texts that stand in it: leaves and keys of documents, items of lists, what bytes, base64
/// and the like decode to. Production and target are taken apart alike; what is done with each part differs. One thread at a time.
/// </summary>
internal abstract class CellReader
{
    private const int Deepest = 3;
    private const string Separators = "{}()[],";

    private readonly Action<string> _inner;
    private char[] _own = new char[256];
    private int _depth;

    protected CellReader() => _inner = Inner;

    /// <summary>The part at hand.</summary>
    protected FoldedText Folded { get; } = new();

    /// <summary>The value as one of its column; values that mean the same have the same. It stands until the next call.</summary>
    public ReadOnlySpan<char> Own(ValueClass kind, ReadOnlySpan<char> cell)
    {
        if (_own.Length < cell.Length + 1)
        {
            _own = new char[cell.Length * 2];
        }

        switch (kind)
        {
            case ValueClass.Number:
                return _own.AsSpan(0, Canonical.Number(cell, _own));
            case ValueClass.Time:
                return _own.AsSpan(0, Canonical.Time(cell, _own));
            case ValueClass.Truth:
                return cell[..Math.Min(1, cell.Length)];
            default:
                Folded.Fold(cell);
                return Folded.Runs > 0 ? Folded.Whole : cell.Trim();
        }
    }

    /// <summary>Reads all that stands in a cell.</summary>
    public void Read(ValueClass kind, ReadOnlySpan<char> cell)
    {
        _depth = 0;
        switch (kind)
        {
            case ValueClass.Truth or ValueClass.Unknown:
                break;
            case ValueClass.Number or ValueClass.Time:
                Figure(Own(kind, cell), kind);
                break;
            case ValueClass.Document:
                if (!Walk(cell))
                {
                    Text(cell);
                }

                break;
            case ValueClass.Bytes:
                Bytes(cell);
                break;
            case ValueClass.Composed:
                Items(cell);
                break;
            default:
                Text(cell);
                break;
        }
    }

    /// <summary>A number or time, in its one way of writing.</summary>
    protected abstract void Figure(ReadOnlySpan<char> own, ValueClass kind);

    /// <summary>A text; <see cref="Folded"/> holds it.</summary>
    protected abstract void Part(ReadOnlySpan<char> text);

    private void Text(ReadOnlySpan<char> text)
    {
        if (_depth > 0 || text.TrimStart() is not ['{' or '[', ..] || !Walk(text))
        {
            Folded.Fold(text);
            Part(text);
        }

        if (_depth < Deepest)
        {
            _depth++;
            Decodings.Of(text, _inner);
            _depth--;
        }
    }

    private void Inner(string text)
    {
        if (text.AsSpan().TrimStart() is not ['{' or '[', ..] || !Walk(text))
        {
            Text(text);
        }
    }

    private void Bytes(ReadOnlySpan<char> cell)
    {
        ReadOnlySpan<char> digits = cell.StartsWith("\\x") ? cell[2..] : cell;
        byte[] bytes = new byte[digits.Length / 2];
        if (Convert.FromHexString(digits, bytes, out _, out int length) != OperationStatus.Done || length == 0)
        {
            Text(cell);
            return;
        }

        if (Decodings.TextOf(bytes.AsSpan(0, length)) is { } text)
        {
            Inner(text);
            return;
        }

        // Not a text as a whole: pictures and the like hold some, such as who took them.
        for (int start = 0, i = 0; i <= length; i++)
        {
            if (i == length || bytes[i] is < 0x20 or > 0x7e)
            {
                if (i - start >= 6)
                {
                    Text(Encoding.ASCII.GetString(bytes, start, i - start));
                }

                start = i + 1;
            }
        }
    }

    private bool Walk(ReadOnlySpan<char> text)
    {
        byte[] bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        try
        {
            int length = Encoding.UTF8.GetBytes(text, bytes);
            return IsDocument(bytes.AsSpan(0, length)) && Walk(new Utf8JsonReader(bytes.AsSpan(0, length), new JsonReaderOptions { MaxDepth = 512 }));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes, clearArray: true);
        }
    }

    private static bool IsDocument(ReadOnlySpan<byte> bytes)
    {
        try
        {
            Utf8JsonReader reader = new(bytes, new JsonReaderOptions { MaxDepth = 512 });
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private bool Walk(Utf8JsonReader reader)
    {
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName or JsonTokenType.String:
                    _depth++;
                    if (_depth <= Deepest + 1)
                    {
                        Text(reader.GetString());
                    }

                    _depth--;
                    break;
                case JsonTokenType.Number:
                    Figure(Own(ValueClass.Number, Encoding.ASCII.GetString(reader.ValueSpan)), ValueClass.Number);
                    break;
                default:
                    break;
            }
        }

        return true;
    }

    /// <summary>The items of <c>{a,"b \"c\"",NULL}</c>, <c>("x y",3)</c> or <c>["2026-01-01","2026-02-01")</c>.</summary>
    private void Items(ReadOnlySpan<char> text)
    {
        StringBuilder item = new();
        bool isQuoted = false;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c == '\\' && i + 1 < text.Length)
            {
                item.Append(text[++i]);
            }
            else if (c == '"' && isQuoted && i + 1 < text.Length && text[i + 1] == '"')
            {
                item.Append(text[i++]);
            }
            else if (c == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (!isQuoted && Separators.Contains(c))
            {
                Item(item);
            }
            else
            {
                item.Append(c);
            }
        }

        Item(item);
    }

    private void Item(StringBuilder item)
    {
        if (item.Length > 0)
        {
            string text = item.ToString();
            item.Clear();
            Text(text);
        }
    }
}
