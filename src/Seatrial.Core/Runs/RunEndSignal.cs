namespace Seatrial.Core.Runs;

/// <summary>Asks a driven run to end without a verdict. One per driven run; the first request counts.</summary>
public sealed class RunEndSignal : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private (RunEnding Ending, string Reason)? _request;

    /// <summary>What was asked for, or null.</summary>
    public (RunEnding Ending, string Reason)? Request => _request;

    /// <summary>Cancelled once an end was asked for.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Asks for an end. Honoured at the next safe point: never between a remedy's intent and its outcome.</summary>
    /// <param name="ending">How the run is to close.</param>
    /// <param name="reason">Why.</param>
    public void Ask(RunEnding ending, string reason)
    {
        lock (_source)
        {
            if (_request is not null)
            {
                return;
            }

            _request = (ending, reason);
        }

        _source.Cancel();
    }

    /// <inheritdoc/>
    public void Dispose() => _source.Dispose();
}
