using System.Collections.Immutable;
using Seatrial.Core.Documents;

namespace Seatrial.Project.OpenApi;

/// <summary>The body an operation takes.</summary>
/// <param name="IsRequired">Whether a request must have one.</param>
/// <param name="Content">What it may be, by media type.</param>
/// <param name="Span">Where it is written.</param>
public sealed record OpenApiRequestBody(bool IsRequired, ImmutableArray<OpenApiMediaType> Content, SourceSpan Span);
