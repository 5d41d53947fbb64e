namespace Seatrial.Core.Browsing;

/// <summary>Something that can be read of a page.</summary>
public enum BrowserFact
{
    /// <summary>The address.</summary>
    Url,

    /// <summary>The title.</summary>
    Title,

    /// <summary>A key of the local storage.</summary>
    LocalStorage,

    /// <summary>The text of an element as a user sees it.</summary>
    Text,

    /// <summary>What a field holds.</summary>
    Value,

    /// <summary>An attribute of an element.</summary>
    Attribute,

    /// <summary>Whether an element can be seen.</summary>
    Visible,

    /// <summary>Whether an element can be used.</summary>
    Enabled,

    /// <summary>Whether a box is ticked.</summary>
    Checked,

    /// <summary>How many elements there are.</summary>
    Count,
}
