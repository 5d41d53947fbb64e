using System.Collections.Immutable;

namespace Seatrial.Core.Browsing;

/// <summary>One thing that is done on a page.</summary>
/// <remarks>Closed.</remarks>
public abstract record BrowserDeed
{
    private BrowserDeed()
    {
    }

    /// <summary>Goes to an address.</summary>
    /// <param name="Address">The address.</param>
    public sealed record GoTo(Uri Address) : BrowserDeed;

    /// <summary>Fills a field.</summary>
    /// <param name="Element">The field.</param>
    /// <param name="Text">What is typed.</param>
    public sealed record Fill(ElementQuery Element, string Text) : BrowserDeed
    {
        /// <summary>The deed without what is typed, which may be a secret.</summary>
        public override string ToString() => $"Fill {Element}";
    }

    /// <summary>Clicks.</summary>
    /// <param name="Element">What is clicked.</param>
    public sealed record Click(ElementQuery Element) : BrowserDeed;

    /// <summary>Moves the pointer over an element.</summary>
    /// <param name="Element">The element.</param>
    public sealed record Hover(ElementQuery Element) : BrowserDeed;

    /// <summary>Ticks a box, or clears it.</summary>
    /// <param name="Element">The box.</param>
    /// <param name="IsChecked">Whether it is ticked.</param>
    public sealed record Check(ElementQuery Element, bool IsChecked) : BrowserDeed;

    /// <summary>Chooses options of a list by their value or label.</summary>
    /// <param name="Element">The list.</param>
    /// <param name="Options">The options.</param>
    public sealed record Select(ElementQuery Element, ImmutableArray<string> Options) : BrowserDeed;

    /// <summary>Presses a key, such as <c>Enter</c> or <c>Control+A</c>.</summary>
    /// <param name="Element">What has the focus; null for what has it already.</param>
    /// <param name="Key">The key.</param>
    public sealed record Press(ElementQuery? Element, string Key) : BrowserDeed;

    /// <summary>Gives files to a field for files.</summary>
    /// <param name="Element">The field.</param>
    /// <param name="Files">The files' names and contents.</param>
    public sealed record Upload(ElementQuery Element, ImmutableArray<KeyValuePair<string, ReadOnlyMemory<byte>>> Files) : BrowserDeed;
}
