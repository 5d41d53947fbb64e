using Seatrial.Core.Runs;
using Seatrial.Core.Verdicts;

namespace Seatrial.Server.Api;

/// <summary>A run as a list shows it.</summary>
/// <param name="Id">The run.</param>
/// <param name="Project">The project.</param>
/// <param name="Environment">The environment; null when the environment no longer remembers the run.</param>
/// <param name="Status"><c>queued</c>, <c>running</c> or <c>closed</c>.</param>
/// <param name="CreatedAt">When it was accepted or began.</param>
/// <param name="LastEventAt">When something last happened.</param>
/// <param name="Ending">How it closed, as far as the environment remembers.</param>
/// <param name="Verdict">Its verdict, as far as the environment remembers.</param>
/// <param name="Run">Its address.</param>
internal sealed record RunSummary(
    string Id,
    string Project,
    string? Environment,
    string Status,
    DateTimeOffset CreatedAt,
    DateTimeOffset LastEventAt,
    RunEnding? Ending,
    Verdict? Verdict,
    string Run);
