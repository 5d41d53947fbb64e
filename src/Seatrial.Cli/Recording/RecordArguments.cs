using System.Collections.Immutable;

namespace Seatrial.Cli.Recording;

/// <summary>What <c>seatrial record</c> was asked for.</summary>
/// <param name="Listen">Where to listen, as typed.</param>
/// <param name="Out">The project's folder, as typed.</param>
/// <param name="Title">What to call the flow.</param>
internal sealed record RecordArguments(string Listen, string Out, string Title)
{
    public string? Target { get; init; }

    public string? Service { get; init; }

    public ImmutableArray<string> Hosts { get; init; } = [];

    public bool IsForced { get; init; }

    public string? Json { get; init; }
}
