namespace Seatrial.Core.Remedies;

/// <summary>An adapter that can undo harm in an environment.</summary>
public interface IRemedy
{
    /// <summary>The name the project uses, such as <c>process</c>.</summary>
    string Adapter { get; }

    /// <summary>What it can do.</summary>
    RemedyKind Kind { get; }

    /// <summary>Whether the same key never acts twice, whatever happens between; otherwise it acts at most once and a doubt holds the run.</summary>
    bool IsExactlyOnce { get; }

    /// <summary>The longest <see cref="ApplyAsync"/> may take; shorter than a lease.</summary>
    TimeSpan Timeout { get; }

    /// <summary>Asks the world about a remedy. Changes nothing.</summary>
    /// <param name="request">The remedy.</param>
    /// <param name="cancellationToken">Ends the look.</param>
    Task<RemedyObservation> ObserveAsync(RemedyRequest request, CancellationToken cancellationToken);

    /// <summary>Applies a remedy and waits until the world shows it.</summary>
    /// <param name="request">The remedy.</param>
    /// <param name="cancellationToken">Ends the wait; the outcome is then in doubt.</param>
    Task<RemedyOutcome> ApplyAsync(RemedyRequest request, CancellationToken cancellationToken);
}
