using System.Collections.Immutable;

namespace Seatrial.Core.Documents;

/// <summary>A node of a document a user wrote, with its position. Immutable; at most 64 levels deep.</summary>
/// <remarks>Closed: a node is a <see cref="Scalar"/>, a <see cref="Sequence"/> or a <see cref="Mapping"/>.</remarks>
public abstract record DocumentNode
{
    private DocumentNode(SourceSpan span) => Span = span;

    /// <summary>Where the node stands.</summary>
    public SourceSpan Span { get; init; }

    /// <summary>What a person would call this node: <c>a text</c>, <c>a number</c>, <c>a list</c>, <c>a map</c> …</summary>
    public abstract string Describe();

    /// <summary>A single value.</summary>
    /// <param name="Text">The value as written, unquoted and unescaped.</param>
    /// <param name="Kind">Its YAML 1.2 core type.</param>
    /// <param name="IsQuoted">Whether it was written in quotes or as a block scalar.</param>
    /// <param name="Position">Where it stands.</param>
    public sealed record Scalar(string Text, ScalarKind Kind, bool IsQuoted, SourceSpan Position) : DocumentNode(Position)
    {
        /// <summary>Where the stretches of the text stand, when quotes, escapes or line breaks move them; empty: from the position on, behind the quote.</summary>
        public ImmutableArray<ScalarPart> Parts { get; init; } = [];

        /// <summary>Where a stretch of the text stands in the file.</summary>
        /// <param name="offset">Where it begins in <see cref="Text"/>, from 0.</param>
        /// <param name="length">Its length.</param>
        public SourceSpan Locate(int offset, int length)
        {
            (int line, int column) = Place(offset);
            (int lastLine, int lastColumn) = Place(offset + Math.Max(1, length) - 1);
            return Span with { Line = line, Column = column, Length = lastLine == line ? Math.Max(1, lastColumn - column + 1) : 1 };
        }

        private (int Line, int Column) Place(int offset)
        {
            (int line, int column) = (Span.Line, Span.Column + (IsQuoted ? 1 : 0) + offset);
            foreach (ScalarPart part in Parts)
            {
                if (part.Offset > offset)
                {
                    break;
                }

                (line, column) = (part.Line, part.Column + offset - part.Offset);
            }

            return (line, column);
        }

        /// <inheritdoc/>
        public override string Describe() => Kind switch
        {
            ScalarKind.Null => "nothing",
            ScalarKind.Boolean => "a boolean",
            ScalarKind.Integer or ScalarKind.Number => "a number",
            _ => "a text",
        };
    }

    /// <summary>A list of nodes.</summary>
    /// <param name="Items">The items in the order written.</param>
    /// <param name="Position">Where it starts.</param>
    public sealed record Sequence(ImmutableArray<DocumentNode> Items, SourceSpan Position) : DocumentNode(Position)
    {
        /// <inheritdoc/>
        public override string Describe() => "a list";
    }

    /// <summary>A map from text keys to nodes, in the order written; keys are unique.</summary>
    /// <param name="Entries">The entries in the order written.</param>
    /// <param name="Position">Where it starts.</param>
    public sealed record Mapping(ImmutableArray<MappingEntry> Entries, SourceSpan Position) : DocumentNode(Position)
    {
        /// <inheritdoc/>
        public override string Describe() => "a map";

        /// <summary>Finds the entry of a key; ordinal comparison.</summary>
        /// <param name="key">The key.</param>
        public MappingEntry? Find(string key)
        {
            foreach (MappingEntry entry in Entries)
            {
                if (string.Equals(entry.Key.Text, key, StringComparison.Ordinal))
                {
                    return entry;
                }
            }

            return null;
        }
    }
}
