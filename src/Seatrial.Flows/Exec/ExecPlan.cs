using System.Collections.Immutable;
using Seatrial.Core.Flows;

namespace Seatrial.Flows.Exec;

/// <summary>A command as written.</summary>
/// <param name="Command">The program and its arguments; for the shell, one line.</param>
/// <param name="Root">The project's folder.</param>
internal sealed record ExecPlan(ImmutableArray<IBoundValue> Command, string Root)
{
    public bool IsShell { get; init; }

    /// <summary>Where it runs, relative to the project's folder; null for that itself.</summary>
    public string? Folder { get; init; }

    public ImmutableArray<KeyValuePair<string, IBoundValue>> Environment { get; init; } = [];

    /// <summary>What it reads from its standard input, which is empty otherwise.</summary>
    public IBoundValue? Stdin { get; init; }

    /// <summary>How long it may take to end once it is asked to.</summary>
    public required TimeSpan Grace { get; init; }

    /// <summary>Where it says how its tests went.</summary>
    public ResultsPlan? Results { get; init; }

    /// <summary>Whether the step says which exit code it wants.</summary>
    public bool AsksForExitCode { get; init; }
}
