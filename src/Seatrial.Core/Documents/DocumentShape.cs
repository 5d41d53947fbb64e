using System.Collections.Immutable;

namespace Seatrial.Core.Documents;

/// <summary>What may be written at a place of a document: what an editor completes, explains and checks.</summary>
/// <remarks>Closed. It describes what a binder takes; a test holds the two together, key by key.</remarks>
public abstract record DocumentShape
{
    private DocumentShape()
    {
    }

    /// <summary>Anything: a value of the user's, in which <c>{{ }}</c> is expanded.</summary>
    public sealed record Anything : DocumentShape;

    /// <summary>A text; numbers and booleans are taken as they are written.</summary>
    public sealed record Text : DocumentShape
    {
        /// <summary>A regular expression it matches; null for any text.</summary>
        public string? Pattern { get; init; }
    }

    /// <summary><c>true</c> or <c>false</c>.</summary>
    public sealed record Flag : DocumentShape;

    /// <summary>A whole number.</summary>
    /// <param name="Least">The least.</param>
    /// <param name="Most">The most.</param>
    public sealed record Whole(int Least, int Most) : DocumentShape;

    /// <summary>A duration such as <c>250ms</c>, or where it says so a range <c>100ms..2s</c>.</summary>
    /// <param name="MayBeRange">Whether it can be a range.</param>
    public sealed record Duration(bool MayBeRange = false) : DocumentShape;

    /// <summary>One of some texts.</summary>
    /// <param name="Values">The texts.</param>
    public sealed record Choice(ImmutableArray<string> Values) : DocumentShape;

    /// <summary>A list.</summary>
    /// <param name="Item">What each item is.</param>
    /// <param name="MayBeSingle">Whether an item alone stands for a list of one.</param>
    public sealed record List(DocumentShape Item, bool MayBeSingle = false) : DocumentShape;

    /// <summary>A map with keys that are known.</summary>
    /// <param name="Keys">The keys.</param>
    public sealed record Map(ImmutableArray<ShapeKey> Keys) : DocumentShape
    {
        /// <summary>The keys of which exactly one must be there; empty for none.</summary>
        public ImmutableArray<string> OneOf { get; init; } = [];
    }

    /// <summary>A map whose keys are names of the user's own.</summary>
    /// <param name="Value">What stands under each.</param>
    public sealed record Names(DocumentShape Value) : DocumentShape;

    /// <summary>One of several shapes.</summary>
    /// <param name="Shapes">The shapes.</param>
    public sealed record Either(ImmutableArray<DocumentShape> Shapes) : DocumentShape;

    /// <summary>A shape that is described once and stands at many places, such as <c>steps</c>.</summary>
    /// <param name="Name">Its name.</param>
    public sealed record Shared(string Name) : DocumentShape;
}
