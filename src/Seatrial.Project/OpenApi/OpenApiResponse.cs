using System.Collections.Immutable;
using Seatrial.Core.Documents;

namespace Seatrial.Project.OpenApi;

/// <summary>A response of an operation.</summary>
/// <param name="Status">The status it describes: <c>200</c>, a range such as <c>4XX</c>, or <c>default</c>.</param>
/// <param name="Headers">Its headers.</param>
/// <param name="Content">What its body may be, by media type; empty: the description says nothing of a body.</param>
/// <param name="Span">Where it is written.</param>
public sealed record OpenApiResponse(string Status, ImmutableArray<OpenApiParameter> Headers, ImmutableArray<OpenApiMediaType> Content, SourceSpan Span);
