namespace Seatrial.Core.Browsing;

/// <summary>Which elements of a page are meant.</summary>
/// <param name="By">How they are found.</param>
/// <param name="Value">The role, the label, the text … that they have.</param>
public sealed record ElementQuery(ElementBy By, string Value)
{
    /// <summary>The accessible name, for a role; null for any.</summary>
    public string? Name { get; init; }

    /// <summary>Whether texts must be the whole text, in its case.</summary>
    public bool IsExact { get; init; }

    /// <summary>Which of several, from 0; null: there must be one.</summary>
    public int? Index { get; init; }
}
