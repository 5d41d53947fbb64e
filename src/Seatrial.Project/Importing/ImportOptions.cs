using System.Collections.Immutable;

namespace Seatrial.Project.Importing;

/// <summary>What a person says about an import.</summary>
public sealed record ImportOptions
{
    /// <summary>The name of a project that is not there yet.</summary>
    public string Project { get; init; } = "imported";

    /// <summary>The hosts to keep; empty: those that the recording is about.</summary>
    public ImmutableArray<string> Hosts { get; init; } = [];

    /// <summary>Where the service is, in place of what a description or a collection says; null for what it says.</summary>
    public string? BaseAddress { get; init; }

    /// <summary>The name of the service; null for one made from its address.</summary>
    public string? Service { get; init; }

    /// <summary>The text of the <c>seatrial.yaml</c> that is there; null when there is none. Its services keep their names.</summary>
    public string? ProjectFile { get; init; }

    /// <summary>The text of a Postman environment; null for none.</summary>
    public string? PostmanEnvironment { get; init; }

    /// <summary>The path of an API description as the project will name it.</summary>
    public string DescriptionPath { get; init; } = "openapi.yaml";

    /// <summary>What to call journeys that have no name of their own.</summary>
    public string Title { get; init; } = "Imported";
}
