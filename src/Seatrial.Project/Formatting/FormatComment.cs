namespace Seatrial.Project.Formatting;

/// <summary>A comment.</summary>
/// <param name="Text">With its sign, without the space behind it.</param>
/// <param name="Line">Its line, from 0.</param>
/// <param name="Column">Its column, from 0.</param>
/// <param name="IsAlone">Whether nothing else stands on its line.</param>
/// <param name="IsApart">Whether an empty line stands before it.</param>
internal sealed record FormatComment(string Text, int Line, int Column, bool IsAlone, bool IsApart);
