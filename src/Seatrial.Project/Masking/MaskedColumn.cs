using Seatrial.Core.Documents;

namespace Seatrial.Project.Masking;

/// <summary>What becomes of a column.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Rule">What becomes of its values.</param>
/// <param name="Span">Where it is written.</param>
public sealed record MaskedColumn(string Name, MaskRule Rule, SourceSpan Span);
