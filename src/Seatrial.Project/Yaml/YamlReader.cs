using System.Collections.Immutable;
using Seatrial.Core.Documents;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Seatrial.Project.Yaml;

/// <summary>Reads YAML 1.2 into nodes with positions. Refuses what has no place in a project: anchors, aliases, tags, several documents.</summary>
/// <remarks>
/// Built on the event parser of YamlDotNet; its own tree recurses without a bound. One syntax error a file, since what follows
/// one is guesswork; everything else is reported at once.
/// </remarks>
public sealed class YamlReader
{
    /// <summary>The deepest nesting.</summary>
    public const int MaxDepth = 64;

    /// <summary>The longest file, in characters.</summary>
    public const int MaxLength = 1024 * 1024;

    private readonly string _file;
    private readonly string[] _lines;
    private readonly Action<Diagnostic> _report;
    private readonly Parser _parser;

    private YamlReader(string file, string text, Action<Diagnostic> report)
    {
        _file = file;
        _lines = text.Split('\n');
        _report = report;
        _parser = new Parser(new Scanner(new StringReader(text), skipComments: true));
    }

    /// <summary>Reads a file's text.</summary>
    /// <param name="file">The path shown in diagnostics.</param>
    /// <param name="text">The text.</param>
    /// <param name="report">Takes what is found.</param>
    /// <returns>The root, or null after an error.</returns>
    public static DocumentNode? Read(string file, string text, Action<Diagnostic> report)
    {
        text = text.TrimStart('\uFEFF');
        if (text.Length > MaxLength)
        {
            report(new("ST0003", DiagnosticSeverity.Error, SourceSpan.WholeFile(file), $"The file has {text.Length:N0} characters; at most {MaxLength:N0} are read.", "Split it, or move large data out of it."));
            return null;
        }

        if (Unprintable(file, text) is { } unprintable)
        {
            report(unprintable);
            return null;
        }

        YamlReader reader = new(file, text, report);
        try
        {
            return reader.ReadDocument();
        }
        catch (YamlException exception)
        {
            report(SyntaxErrors.Explain(file, reader._lines, exception));
            return null;
        }
        catch (StopReadingException)
        {
            return null;
        }
    }

    /// <summary>Control characters have no place in YAML; the scanner takes some for the end of the file and lets others through.</summary>
    private static Diagnostic? Unprintable(string file, string text)
    {
        int line = 1;
        int begin = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n')
            {
                line++;
                begin = i + 1;
            }
            else if (char.IsControl(text[i]) && text[i] is not ('\t' or '\r' or '\u0085'))
            {
                return Error("ST0118", new(file, line, i - begin + 1), $"The character U+{(int)text[i]:X4} cannot be printed, and YAML does not allow it.", "Remove it; in double quotes it can be written as an escape.");
            }
        }

        return null;
    }

    private DocumentNode? ReadDocument()
    {
        Move();
        Move();
        if (_parser.Current is not DocumentStart)
        {
            _report(Error("ST0109", SourceSpan.WholeFile(_file), "The file is empty.", "Write something in it, or delete it."));
            return null;
        }

        Move();
        DocumentNode root = ReadNode(1);
        Move();
        if (_parser.Current is DocumentStart second)
        {
            _report(Error("ST0106", Span(second.Start), "A second document begins here.", "Keep one document a file: remove the `---`, or move the rest to a file of its own."));
            return null;
        }

        return root;
    }

    /// <summary>Reads the node the parser stands on, and moves past it.</summary>
    private DocumentNode ReadNode(int depth)
    {
        ParsingEvent current = _parser.Current ?? throw new StopReadingException();
        if (depth > MaxDepth)
        {
            _report(Error("ST0101", Span(current.Start), $"This is nested more than {MaxDepth} levels deep.", "Flatten it: a project never needs more."));
            throw new StopReadingException();
        }

        switch (current)
        {
            case AnchorAlias alias:
                _report(Error("ST0103", Span(alias.Start, alias.Value.Value.Length + 1), $"`*{alias.Value}` is a YAML alias, and aliases are not used here.", "Write the value out, use a variable, or `call` a shared flow."));
                Move();
                return new DocumentNode.Scalar(string.Empty, ScalarKind.Null, IsQuoted: false, Span(alias.Start));
            case YamlDotNet.Core.Events.Scalar scalar:
                CheckProperties(scalar);
                Move();
                return ReadScalar(scalar);
            case SequenceStart sequence:
                CheckProperties(sequence);
                Move();
                return ReadSequence(sequence, depth);
            case MappingStart mapping:
                CheckProperties(mapping);
                Move();
                return ReadMapping(mapping, depth);
            default:
                _report(Error("ST0100", Span(current.Start), "This is not YAML: something is missing here.", "Check the indentation, quotes and brackets here and on the line above."));
                throw new StopReadingException();
        }
    }

    private DocumentNode.Sequence ReadSequence(SequenceStart start, int depth)
    {
        ImmutableArray<DocumentNode>.Builder items = ImmutableArray.CreateBuilder<DocumentNode>();
        while (_parser.Current is not SequenceEnd)
        {
            items.Add(ReadNode(depth + 1));
        }

        Move();
        return new(items.ToImmutable(), Span(start.Start));
    }

    private DocumentNode.Mapping ReadMapping(MappingStart start, int depth)
    {
        ImmutableArray<MappingEntry>.Builder entries = ImmutableArray.CreateBuilder<MappingEntry>();
        HashSet<string> keys = new(StringComparer.Ordinal);
        while (_parser.Current is not MappingEnd)
        {
            SourceSpan at = Span(_parser.Current!.Start);
            DocumentNode key = ReadNode(depth + 1);
            if (key is not DocumentNode.Scalar text)
            {
                _report(start.Style == MappingStyle.Flow && key is DocumentNode.Mapping
                    ? Error("ST0110", Span(start.Start, 2), "YAML reads `{{ … }}` without quotes as a map.", "Put the whole value in single quotes: '{{ name }}'.")
                    : Error("ST0107", at, $"A key must be a text, and this is {key.Describe()}.", "Write a plain text before the colon."));
                throw new StopReadingException();
            }

            DocumentNode value = ReadNode(depth + 1);
            if (!keys.Add(text.Text))
            {
                _report(Error("ST0105", text.Span, $"`{text.Text}` is given twice in the same map.", "Keep one of the two."));
                continue;
            }

            entries.Add(new(text, value));
        }

        Move();
        return new(entries.ToImmutable(), Span(start.Start));
    }

    private DocumentNode.Scalar ReadScalar(YamlDotNet.Core.Events.Scalar scalar)
    {
        bool isPlain = scalar.Style == ScalarStyle.Plain;
        ScalarKind kind = isPlain ? ScalarTypes.KindOf(scalar.Value) : ScalarKind.Text;
        int length = scalar.End.Line == scalar.Start.Line ? (int)(scalar.End.Column - scalar.Start.Column) : 1;
        DocumentNode.Scalar node = new(scalar.Value, kind, !isPlain, Span(scalar.Start, Math.Max(1, length)))
        {
            Parts = isPlain && scalar.End.Line == scalar.Start.Line ? [] : ScalarParts.Of(scalar, _lines),
        };
        if (scalar.Style == ScalarStyle.Folded && node.Text.Length == 0 && IsNumberBehind(scalar.Start))
        {
            _report(Error("ST0112", node.Span, "YAML takes `>` at the beginning of a value as a block text.", "Compare with `above:` or `atLeast:`, or put the value in single quotes."));
        }

        if (isPlain)
        {
            Slips.Check(node, Line(scalar.End.Line), (int)scalar.End.Column, _report);
        }

        return node;
    }

    /// <summary>Moves to the next event. The scanner fails on some broken texts by its own inner errors, not by a syntax error.</summary>
    private void Move()
    {
        try
        {
            _parser.MoveNext();
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException or IndexOutOfRangeException or NullReferenceException or OverflowException)
        {
            SourceSpan at = _parser.Current is { } last ? Span(last.End) : new(_file, 1, 1);
            _report(Error("ST0100", at, "This is not YAML: it cannot be read from here on.", "Check the indentation, quotes and brackets here and on the lines below."));
            throw new StopReadingException();
        }
    }

    /// <summary>Whether a digit follows: in <c>&gt;5</c> it is meant as a number, and read as an indentation.</summary>
    private bool IsNumberBehind(Mark mark) => Line(mark.Line) is var line && mark.Column < line.Length && char.IsAsciiDigit(line[(int)mark.Column]);

    private void CheckProperties(NodeEvent node)
    {
        if (!node.Anchor.IsEmpty)
        {
            _report(Error("ST0102", Span(node.Start), $"`&{node.Anchor}` is a YAML anchor, and anchors are not used here.", "Remove it; use a variable, or `call` a shared flow."));
        }

        if (!node.Tag.IsEmpty)
        {
            // The parser writes `!!str` out as `tag:yaml.org,2002:str`.
            string tag = node.Tag.ToString().Replace("tag:yaml.org,2002:", "!!", StringComparison.Ordinal);
            _report(tag.StartsWith("!=", StringComparison.Ordinal)
                ? Error("ST0114", Span(node.Start), "YAML takes `!=` as a tag.", "Write `not: { equals: … }`, or put the text in quotes.")
                : Error("ST0104", Span(node.Start), $"`{tag}` is a YAML tag, and tags are not used here.", "Remove it; a text that begins with `!` goes in quotes."));
        }
    }

    private string Line(long line) => line >= 1 && line <= _lines.Length ? _lines[line - 1] : string.Empty;

    private SourceSpan Span(Mark mark, int length = 1) => new(_file, (int)mark.Line, (int)mark.Column, length);

    private static Diagnostic Error(string code, SourceSpan span, string message, string hint) =>
        new(code, DiagnosticSeverity.Error, span, message, hint);
}
