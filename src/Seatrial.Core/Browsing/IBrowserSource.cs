namespace Seatrial.Core.Browsing;

/// <summary>Where a browser comes from: a plug-in that is loaded by the first step that needs one.</summary>
public interface IBrowserSource
{
    /// <summary>The browser of this process, started when nobody has asked before.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="SeatrialException">There is none; the message says what to do.</exception>
    Task<IBrowser> OpenAsync(CancellationToken cancellationToken);
}
