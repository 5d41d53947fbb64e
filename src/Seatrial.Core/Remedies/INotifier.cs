namespace Seatrial.Core.Remedies;

/// <summary>Tells a person. Acts at most once per key.</summary>
public interface INotifier
{
    /// <summary>Tells.</summary>
    /// <param name="notice">What to tell, and whom.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>Null when told; otherwise what went wrong.</returns>
    Task<string?> TellAsync(Notice notice, CancellationToken cancellationToken);
}
