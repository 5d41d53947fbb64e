using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Seatrial.Project.Flows;

/// <summary>A table of texts: RFC 4180, with a header line; line feeds alone end lines, too, and empty lines are passed over.</summary>
/// <param name="Columns">The names of the columns, at least one, all different.</param>
/// <param name="Rows">The rows, each as long as <paramref name="Columns"/>.</param>
internal sealed record CsvTable(ImmutableArray<string> Columns, ImmutableArray<ImmutableArray<string>> Rows)
{
    /// <summary>Parses a table.</summary>
    /// <param name="text">The text.</param>
    /// <param name="error">What is wrong with it, when null is returned.</param>
    public static CsvTable? TryParse(string text, out CsvError? error)
    {
        Reader reader = new(text.TrimStart('\uFEFF'));
        List<(int Line, ImmutableArray<string> Fields)> records = [];
        while (reader.Next(out int line, out ImmutableArray<string> fields, out error))
        {
            records.Add((line, fields));
        }

        if (error is not null)
        {
            return null;
        }

        if (records.Count == 0)
        {
            error = new(1, 1, "The file is empty; its first line should name the columns.");
            return null;
        }

        ImmutableArray<string> columns = [.. records[0].Fields.Select(static f => f.Trim())];
        if (columns.Distinct(StringComparer.Ordinal).Count() < columns.Length)
        {
            error = new(records[0].Line, 1, "Two columns have the same name.");
            return null;
        }

        foreach ((int line, ImmutableArray<string> fields) in records.Skip(1))
        {
            if (fields.Length != columns.Length)
            {
                error = new(line, 1, string.Create(CultureInfo.InvariantCulture, $"This row has {fields.Length} fields, and the first line names {columns.Length} columns."));
                return null;
            }
        }

        return new(columns, [.. records.Skip(1).Select(static r => r.Fields)]);
    }

    private sealed class Reader(string text)
    {
        private int _at;
        private int _line = 1;
        private int _lineStart;

        public bool Next(out int line, out ImmutableArray<string> fields, out CsvError? error)
        {
            (fields, error) = ([], null);
            while (_at < text.Length && IsBreak())
            {
                Break();
            }

            line = _line;
            if (_at >= text.Length)
            {
                return false;
            }

            var builder = ImmutableArray.CreateBuilder<string>();
            while (true)
            {
                if (Field(out error) is not { } field)
                {
                    return false;
                }

                builder.Add(field);
                if (_at < text.Length && text[_at] == ',')
                {
                    _at++;
                    continue;
                }

                if (_at < text.Length)
                {
                    Break();
                }

                fields = builder.ToImmutable();
                return true;
            }
        }

        private string? Field(out CsvError? error)
        {
            error = null;
            if (_at < text.Length && text[_at] == '"')
            {
                return Quoted(out error);
            }

            int start = _at;
            while (_at < text.Length && text[_at] != ',' && !IsBreak())
            {
                if (text[_at] == '"')
                {
                    error = new(_line, _at - _lineStart + 1, "A quote stands inside a field that does not begin with one.");
                    return null;
                }

                _at++;
            }

            return text[start.._at];
        }

        private string? Quoted(out CsvError? error)
        {
            error = new(_line, _at - _lineStart + 1, "This quote is never closed.");
            StringBuilder field = new();
            for (_at++; _at < text.Length; _at++)
            {
                char c = text[_at];
                if (c != '"')
                {
                    field.Append(c);
                    if (c == '\n')
                    {
                        _line++;
                        _lineStart = _at + 1;
                    }
                }
                else if (_at + 1 < text.Length && text[_at + 1] == '"')
                {
                    field.Append('"');
                    _at++;
                }
                else
                {
                    _at++;
                    error = _at == text.Length || text[_at] == ',' || IsBreak()
                        ? null
                        : new(_line, _at - _lineStart + 1, "Behind the closing quote of a field stands something that is no comma.");
                    return error is null ? field.ToString() : null;
                }
            }

            return null;
        }

        private bool IsBreak() => text[_at] == '\n' || (text[_at] == '\r' && _at + 1 < text.Length && text[_at + 1] == '\n');

        private void Break()
        {
            _at += text[_at] == '\r' ? 2 : 1;
            _line++;
            _lineStart = _at;
        }
    }
}
