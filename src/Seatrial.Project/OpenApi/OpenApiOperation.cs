using System.Collections.Immutable;
using System.Globalization;
using Seatrial.Core.Documents;

namespace Seatrial.Project.OpenApi;

/// <summary>An operation of an API description.</summary>
/// <param name="Method">The method, in capitals.</param>
/// <param name="Template">The path it answers at.</param>
/// <param name="Id">Its <c>operationId</c>; null when it has none.</param>
/// <param name="Span">Where it is written.</param>
public sealed record OpenApiOperation(string Method, PathTemplate Template, string? Id, SourceSpan Span)
{
    /// <summary>What people call it: its id, or its method and path.</summary>
    public string Name => Id ?? $"{Method} {Template.Text}";

    /// <summary>What it says of itself in one line; null when nothing.</summary>
    public string? Summary { get; init; }

    /// <summary>Whether it is marked as deprecated.</summary>
    public bool IsDeprecated { get; init; }

    /// <summary>Its tags.</summary>
    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>Its parameters and those of its path; one of its own stands for one of the path with the same place and name.</summary>
    public ImmutableArray<OpenApiParameter> Parameters { get; init; } = [];

    /// <summary>The body it takes; null when it describes none.</summary>
    public OpenApiRequestBody? RequestBody { get; init; }

    /// <summary>Its responses, in the order written.</summary>
    public ImmutableArray<OpenApiResponse> Responses { get; init; } = [];

    /// <summary>The security schemes of the first way to be allowed; empty: anybody may.</summary>
    public ImmutableArray<string> Security { get; init; } = [];

    /// <summary>The response that describes a status: the status itself, then its range (<c>4XX</c>), then <c>default</c>.</summary>
    /// <param name="status">The status.</param>
    public OpenApiResponse? Response(int status)
    {
        string code = status.ToString(CultureInfo.InvariantCulture);
        return Responses.FirstOrDefault(r => r.Status == code)
            ?? Responses.FirstOrDefault(r => string.Equals(r.Status, $"{code[0]}XX", StringComparison.OrdinalIgnoreCase))
            ?? Responses.FirstOrDefault(static r => r.Status == "default");
    }
}
