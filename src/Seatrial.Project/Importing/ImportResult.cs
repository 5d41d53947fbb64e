using System.Collections.Immutable;

namespace Seatrial.Project.Importing;

/// <summary>What an import made.</summary>
/// <param name="Flows">The flows, by the path of their file in the project.</param>
/// <param name="ProjectFile">A whole <c>seatrial.yaml</c> for a project that has none; when there is one, what it lacks. Null when it lacks nothing.</param>
public sealed record ImportResult(ImmutableArray<ImportedFlow> Flows, string? ProjectFile)
{
    /// <summary>The files of an API description, that belong to the project from now on.</summary>
    public ImmutableSortedSet<string> Descriptions { get; init; } = [];

    /// <summary>What was left out, and why; each once, with how often.</summary>
    public ImmutableArray<string> LeftOut { get; init; } = [];

    /// <summary>What a person must fill in, or look at.</summary>
    public ImmutableArray<string> ToFillIn { get; init; } = [];
}
