using System.Collections.Immutable;
using Seatrial.Flows.Running;

namespace Seatrial.Server.Catalogue;

/// <summary>How projects are opened.</summary>
public sealed record OpenerOptions
{
    /// <summary>The state folder: snapshots, keys, notices.</summary>
    public required string StateFolder { get; init; }

    /// <summary>Where the supervisors of process environments keep their state; null: with each project, where every command finds it.</summary>
    public string? EnvironmentsFolder { get; init; }

    /// <summary>The program that supervises a process environment, and its arguments; the folder is added as the last one.</summary>
    public required ImmutableArray<string> SuperviseCommand { get; init; }

    /// <summary>Whether secrets may come from commands, and steps run them: code execution for whoever may write the project.</summary>
    /// <value>Default: no.</value>
    public bool AllowCommands { get; init; }

    /// <summary>Whether every environment is in shadow mode, whatever its project says.</summary>
    /// <value>Default: no.</value>
    public bool IsShadow { get; init; }

    /// <summary>Told what takes long, such as building the browser plug-in; null for nobody.</summary>
    public Action<string>? Tell { get; init; }

    /// <summary>Says before each step of one flow what happens next; null: steps follow each other.</summary>
    public IStepGate? Gate { get; init; }
}
