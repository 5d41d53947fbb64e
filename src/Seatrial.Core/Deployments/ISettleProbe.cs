namespace Seatrial.Core.Deployments;

/// <summary>Asks an environment which versions answer right now.</summary>
public interface ISettleProbe
{
    /// <summary>Looks once at every service of the environment that can tell its version.</summary>
    /// <param name="cancellationToken">Ends the look.</param>
    /// <returns>One observation a service; a service that cannot be asked is an observation too, never an exception.</returns>
    Task<IReadOnlyList<ServiceObservation>> ObserveAsync(CancellationToken cancellationToken);
}
