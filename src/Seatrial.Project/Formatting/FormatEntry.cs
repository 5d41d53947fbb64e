namespace Seatrial.Project.Formatting;

/// <summary>An item of a list, or a key of a map with its value, and the comments that belong to it.</summary>
/// <param name="key">The key; null for an item.</param>
/// <param name="value">The value.</param>
/// <param name="line">Its first line, from 0.</param>
/// <param name="column">Its first column, from 0: that of the key, or of the dash.</param>
internal sealed class FormatEntry(FormatNode.Scalar? key, FormatNode value, int line, int column)
{
    public FormatNode.Scalar? Key => key;

    public FormatNode Value => value;

    public int Line => line;

    public int Column => column;

    /// <summary>The comments on lines of their own before it.</summary>
    public List<FormatComment> Leading { get; } = [];

    /// <summary>The comment at the end of its line.</summary>
    public FormatComment? Trailing { get; set; }

    /// <summary>The comments behind everything inside it.</summary>
    public List<FormatComment> Inside { get; } = [];

    /// <summary>Whether an empty line stands before it.</summary>
    public bool IsApart { get; set; }
}
