using Seatrial.Core.Flows;

namespace Seatrial.Project.Expressions;

/// <summary>A piece of a text.</summary>
/// <param name="Literal">The text as written; null for an expression.</param>
/// <param name="Value">What the expression gave; not existing for a literal.</param>
/// <param name="Source">The expression as written, without its braces.</param>
/// <param name="Names">The names it reads.</param>
/// <param name="IsRaw">Whether it says <c>raw(…)</c>: it is to be put in as it is.</param>
public sealed record TemplatePiece(string? Literal, FlowValue Value, string Source, IReadOnlyCollection<string> Names, bool IsRaw);
