using System.Collections.Immutable;
using Seatrial.Core.Documents;

namespace Seatrial.Project.Formatting;

/// <summary>What formatting a file came to. Closed.</summary>
public abstract record FormatResult
{
    private FormatResult()
    {
    }

    /// <summary>The file in its one form.</summary>
    /// <param name="Text">The text; the same as before when nothing was to be done.</param>
    public sealed record Formatted(string Text) : FormatResult;

    /// <summary>The file cannot be read, and is left as it is.</summary>
    /// <param name="Diagnostics">Why.</param>
    public sealed record Unreadable(ImmutableArray<Diagnostic> Diagnostics) : FormatResult;

    /// <summary>The file would not mean the same afterwards, or lose a comment; it is left as it is.</summary>
    public sealed record Unsafe : FormatResult;
}
