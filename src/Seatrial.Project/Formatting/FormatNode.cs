namespace Seatrial.Project.Formatting;

/// <summary>A node with the text it was written as.</summary>
/// <param name="Line">Its first line, from 0.</param>
/// <param name="Column">Its first column, from 0.</param>
/// <param name="EndLine">Its last line, from 0.</param>
internal abstract record FormatNode(int Line, int Column, int EndLine)
{
    /// <summary>A single value.</summary>
    /// <param name="Text">Its lines as they are to be written; those behind the first without their indentation.</param>
    /// <param name="IsBlock">Whether it is a block text, whose first line is its header.</param>
    internal sealed record Scalar(string[] Text, bool IsBlock, int Line, int Column, int EndLine) : FormatNode(Line, Column, EndLine);

    /// <summary>A list.</summary>
    internal sealed record Sequence(List<FormatEntry> Items, bool IsFlow, int Line, int Column, int EndLine) : FormatNode(Line, Column, EndLine);

    /// <summary>A map.</summary>
    internal sealed record Mapping(List<FormatEntry> Entries, bool IsFlow, int Line, int Column, int EndLine) : FormatNode(Line, Column, EndLine);
}
