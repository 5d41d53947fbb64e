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
