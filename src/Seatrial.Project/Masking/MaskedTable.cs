using System.Collections.Immutable;
using Seatrial.Core.Documents;

namespace Seatrial.Project.Masking;

/// <summary>What becomes of a table.</summary>
/// <param name="Name">Its name, maybe with its schema in front.</param>
/// <param name="IsSkipped">Whether none of its rows are taken.</param>
/// <param name="Columns">What becomes of its columns.</param>
/// <param name="Span">Where it is written.</param>
public sealed record MaskedTable(string Name, bool IsSkipped, ImmutableArray<MaskedColumn> Columns, SourceSpan Span);
