namespace Seatrial.Core;

/// <summary>Cancels in order.</summary>
internal static class CancellationExtensions
{
    /// <summary>Cancels, and runs what waits for it before returning.</summary>
    /// <remarks>
    /// <c>CancelAsync</c> hands that work to the thread pool, so that what happens next depends on its load;
    /// a pipeline that is to be simulated step by step must not.
    /// </remarks>
    public static void CancelNow(this CancellationTokenSource source) => source.Cancel();
}
