using Seatrial.Core.Documents;

namespace Seatrial.Project.Masking;

/// <summary>A column points at a column, though no foreign key says so.</summary>
/// <param name="Table">The table that points.</param>
/// <param name="Column">The column that points.</param>
/// <param name="Target">The table pointed at.</param>
/// <param name="TargetColumn">The column pointed at.</param>
/// <param name="Span">Where it is written.</param>
public sealed record MaskReference(string Table, string Column, string Target, string TargetColumn, SourceSpan Span);
