using Seatrial.Core;
using Seatrial.Core.Browsing;

namespace Seatrial.Flows.Browsing;

/// <summary>For those who load flows and run none.</summary>
internal sealed class NoBrowser : IBrowserSource
{
    public Task<IBrowser> OpenAsync(CancellationToken cancellationToken) =>
        throw new SeatrialException("browser-missing", "This host brings no browser.");
}
