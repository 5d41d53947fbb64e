namespace Seatrial.Core.Journal;

/// <summary>The name of an event stream: one per run, one per environment.</summary>
/// <param name="Project">The project; the tenant key.</param>
/// <param name="Kind">Which kind of stream.</param>
/// <param name="Name">The run's id or the environment's name.</param>
public readonly record struct StreamId(string Project, StreamKind Kind, string Name)
{
    /// <summary>The stream of a run.</summary>
    /// <param name="project">The project.</param>
    /// <param name="runId">The run.</param>
    public static StreamId Run(string project, string runId) => new(project, StreamKind.Run, runId);

    /// <summary>The stream of an environment.</summary>
    /// <param name="project">The project.</param>
    /// <param name="environment">The environment.</param>
    public static StreamId Environment(string project, string environment) => new(project, StreamKind.Environment, environment);

    /// <inheritdoc/>
    public override string ToString() => $"{Project}/{(Kind == StreamKind.Run ? "run" : "environment")}/{Name}";
}
