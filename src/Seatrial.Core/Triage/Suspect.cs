using System.Collections.Immutable;

namespace Seatrial.Core.Triage;

/// <summary>A service the evidence points at.</summary>
/// <param name="Service">The service.</param>
/// <param name="Score">Higher is more suspect; comparable within one run only.</param>
/// <param name="IsChanged">Whether this deployment changed it.</param>
/// <param name="Evidence">What points at it, strongest first; at least one line.</param>
public sealed record Suspect(string Service, double Score, bool IsChanged, ImmutableArray<string> Evidence)
{
    /// <summary>The version that runs, if known.</summary>
    public string? Version { get; init; }

    /// <summary>The operation that failed first, such as <c>POST /charges</c>, if known.</summary>
    public string? Operation { get; init; }

    /// <summary>The first error it logged in a failing trace, or null.</summary>
    public LogRecord? FirstError { get; init; }
}
