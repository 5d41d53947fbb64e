namespace Seatrial.Project.Arazzo;

/// <summary>How a workflow goes on after a step.</summary>
public enum WorkflowTurnKind
{
    /// <summary>It ends here.</summary>
    End,

    /// <summary>It goes on with a step.</summary>
    GoTo,

    /// <summary>It tries the step again.</summary>
    Retry,
}
