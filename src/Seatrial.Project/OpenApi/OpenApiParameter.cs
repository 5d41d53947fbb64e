using System.Collections.Immutable;
using Seatrial.Core.Documents;

namespace Seatrial.Project.OpenApi;

/// <summary>A parameter of an operation.</summary>
/// <param name="Name">Its name.</param>
/// <param name="In">Where it travels: <c>path</c>, <c>query</c>, <c>header</c> or <c>cookie</c>.</param>
/// <param name="IsRequired">Whether a request must have it.</param>
/// <param name="Span">Where it is written.</param>
public sealed record OpenApiParameter(string Name, string In, bool IsRequired, SourceSpan Span)
{
    /// <summary>How its value is written: <c>simple</c>, <c>label</c>, <c>matrix</c>, <c>form</c>, <c>spaceDelimited</c>, <c>pipeDelimited</c> or <c>deepObject</c>.</summary>
    public string Style { get; init; } = "form";

    /// <summary>Whether each item of a list, or member of an object, is written on its own.</summary>
    public bool IsExploded { get; init; }

    /// <summary>Whether it is marked as deprecated.</summary>
    public bool IsDeprecated { get; init; }

    /// <summary>What its value must fit; null when it describes no schema.</summary>
    public OpenApiSchema? Schema { get; init; }

    /// <summary>How its value is encoded when it has <c>content</c> in place of a schema; empty otherwise.</summary>
    public ImmutableArray<OpenApiMediaType> Content { get; init; } = [];
}
