using Seatrial.Core.Documents;
using Seatrial.Project.Connections;
using Seatrial.Project.JsonPath;
using Seatrial.Project.OpenApi;

namespace Seatrial.Project.Loading;

/// <summary>A service of the project.</summary>
/// <param name="Name">Its name; a variable that holds its base address in the environment at hand.</param>
/// <param name="Span">Where it was written.</param>
public sealed record ServiceModel(string Name, SourceSpan Span)
{
    /// <summary>Whom to tell; null when the project does not say.</summary>
    public string? Owner { get; init; }

    /// <summary>Where its code stands, relative to the project folder; null when the project does not say.</summary>
    public string? Path { get; init; }

    /// <summary>The path that answers with its version, such as <c>/version</c>; null when it cannot tell.</summary>
    public string? VersionPath { get; init; }

    /// <summary>Where in the answer the version stands; null: the answer's whole text.</summary>
    public JsonPathQuery? VersionAt { get; init; }

    /// <summary>How it is connected to, in every environment.</summary>
    public ConnectionPlan Connection { get; init; } = ConnectionPlan.None;

    /// <summary>How much it is asked at most; null: no limit.</summary>
    public LimitPlan? Limit { get; init; }

    /// <summary>Its API description; null when the project names none.</summary>
    public OpenApiDocument? OpenApi { get; init; }

    /// <summary>Whether every request to it is held to its description, not only those that say so.</summary>
    public bool IsHeldToContract { get; init; }

    /// <summary>The file of its description, as written.</summary>
    internal DocumentNode.Scalar? OpenApiFile { get; init; }
}
