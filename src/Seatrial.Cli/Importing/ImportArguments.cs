using System.Collections.Immutable;
using Seatrial.Project.Importing;

namespace Seatrial.Cli.Importing;

/// <summary>What <c>seatrial import</c> was asked for.</summary>
/// <param name="Kind">What the file is.</param>
/// <param name="File">The file, as typed; <c>-</c> is standard input.</param>
/// <param name="Out">The project's folder, as typed.</param>
internal sealed record ImportArguments(ImportKind Kind, string File, string Out)
{
    public string? Base { get; init; }

    public string? Service { get; init; }

    public string? Title { get; init; }

    public string? Environment { get; init; }

    public ImmutableArray<string> Hosts { get; init; } = [];

    public bool IsForced { get; init; }

    public string? Json { get; init; }
}
