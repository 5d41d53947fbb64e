namespace Seatrial.Core.Flows;

/// <summary>
/// What a step does, bound and ready. Immutable and thread-safe; one per step of a project snapshot. How it is carried out
/// is said by what else it is: an <see cref="IRequestAction"/> or an <see cref="IListeningAction"/>; the runner knows further
/// kinds of its own, which run other steps.
/// </summary>
public interface IStepAction
{
    /// <summary>The action as the user wrote it, in one line, such as <c>POST {{ orders }}/orders</c>; safe to show.</summary>
    string Summary { get; }

    /// <summary>The service it addresses, or null when that is not known before it runs.</summary>
    string? Target { get; }

    /// <summary>Whether repeating it after a network error can do no harm (GET, HEAD, PUT, DELETE, OPTIONS for HTTP).</summary>
    bool IsIdempotent { get; }

    /// <summary>The names its values read.</summary>
    IReadOnlyCollection<string> Names { get; }
}
