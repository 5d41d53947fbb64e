namespace Seatrial.Core.Browsing;

/// <summary>How elements of a page are found; what users perceive comes first.</summary>
public enum ElementBy
{
    /// <summary>By ARIA role, and accessible name.</summary>
    Role,

    /// <summary>By the label of a field.</summary>
    Label,

    /// <summary>By text.</summary>
    Text,

    /// <summary>By the placeholder of a field.</summary>
    Placeholder,

    /// <summary>By <c>data-testid</c>.</summary>
    TestId,

    /// <summary>By CSS selector.</summary>
    Css,
}
