using Seatrial.Core;

namespace Seatrial.Flows.Authentication;

/// <summary>No token could be had.</summary>
/// <param name="message">Which issuer, what it answered, what to check; not yet masked.</param>
/// <param name="innerException">The cause, if any.</param>
internal sealed class AuthenticationFailedException(string message, Exception? innerException = null)
    : SeatrialException("authentication-failed", message, isTransient: false, innerException);
