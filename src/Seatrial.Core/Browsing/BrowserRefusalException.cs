using Seatrial.Core.Flows;

namespace Seatrial.Core.Browsing;

/// <summary>Something could not be done on a page.</summary>
/// <param name="message">Why not.</param>
/// <param name="fault">How the network failed, when it did; null: the page is there and does not let it be done.</param>
/// <param name="innerException">The cause.</param>
public sealed class BrowserRefusalException(string message, TransportFault? fault, Exception? innerException = null)
    : SeatrialException("browser-refusal", message, isTransient: false, innerException)
{
    /// <summary>The code of a <see cref="SeatrialException"/> that says that the browser itself is gone: nothing is known of the page then.</summary>
    public const string Gone = "browser-gone";

    /// <summary>How the network failed, when it did.</summary>
    public TransportFault? Fault { get; } = fault;
}
