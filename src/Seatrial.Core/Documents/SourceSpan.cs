namespace Seatrial.Core.Documents;

/// <summary>Where a piece of text stands in a file a user wrote.</summary>
/// <param name="File">Path as the user would type it, relative to the project folder where it lies inside.</param>
/// <param name="Line">Line, from 1; 0 when the whole file is meant.</param>
/// <param name="Column">Column in UTF-16 units, from 1; 0 when the whole line is meant.</param>
/// <param name="Length">Length in UTF-16 units on that line; at least 1.</param>
public readonly record struct SourceSpan(string File, int Line, int Column, int Length = 1)
{
    /// <summary>The span of a whole file.</summary>
    /// <param name="file">The file's path.</param>
    public static SourceSpan WholeFile(string file) => new(file, 0, 0);

    /// <inheritdoc/>
    public override string ToString() => Line == 0 ? File : $"{File}:{Line}:{Column}";
}
