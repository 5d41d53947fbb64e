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

    private DocumentNode? ReadDocument()
    {
        _parser.MoveNext();
        _parser.MoveNext();
        if (_parser.Current is not DocumentStart)
        {
            _report(Error("ST0109", SourceSpan.WholeFile(_file), "The file is empty.", "Write something in it, or delete it."));
            return null;
        }

        _parser.MoveNext();
        DocumentNode root = ReadNode(1);
        _parser.MoveNext();
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
                _parser.MoveNext();
                return new DocumentNode.Scalar(string.Empty, ScalarKind.Null, IsQuoted: false, Span(alias.Start));
            case YamlDotNet.Core.Events.Scalar scalar:
                CheckProperties(scalar);
                _parser.MoveNext();
                return ReadScalar(scalar);
            case SequenceStart sequence:
                CheckProperties(sequence);
                _parser.MoveNext();
                return ReadSequence(sequence, depth);
            case MappingStart mapping:
                CheckProperties(mapping);
                _parser.MoveNext();
                return ReadMapping(mapping, depth);
            default:
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

        _parser.MoveNext();
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

        _parser.MoveNext();
        return new(entries.ToImmutable(), Span(start.Start));
    }

    private DocumentNode.Scalar ReadScalar(YamlDotNet.Core.Events.Scalar scalar)
    {
        bool isPlain = scalar.Style == ScalarStyle.Plain;
        ScalarKind kind = isPlain ? ScalarTypes.KindOf(scalar.Value) : ScalarKind.Text;
        int length = scalar.End.Line == scalar.Start.Line ? (int)(scalar.End.Column - scalar.Start.Column) : 1;
        DocumentNode.Scalar node = new(scalar.Value, kind, !isPlain, Span(scalar.Start, Math.Max(1, length)));
        if (isPlain)
        {
            Slips.Check(node, Line(scalar.End.Line), (int)scalar.End.Column, _report);
        }

        return node;
    }

    private void CheckProperties(NodeEvent node)
    {
        if (!node.Anchor.IsEmpty)
        {
            _report(Error("ST0102", Span(node.Start), $"`&{node.Anchor}` is a YAML anchor, and anchors are not used here.", "Remove it; use a variable, or `call` a shared flow."));
        }

        if (!node.Tag.IsEmpty)
        {
            string tag = node.Tag.ToString();
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
