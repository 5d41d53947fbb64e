using Seatrial.Core.Flows;

namespace Seatrial.Flows.Messages;

/// <summary>Hears nothing but that there is nothing to hear.</summary>
/// <param name="answer">What came instead.</param>
internal sealed class RefusedListener(RefusedAnswer answer) : IStepListener
{
    /// <inheritdoc/>
    public ValueTask<StepAnswer> NextAsync(CancellationToken cancellationToken) => ValueTask.FromResult<StepAnswer>(answer);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
