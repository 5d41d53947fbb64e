namespace Seatrial.Storage.Sqlite;

/// <inheritdoc/>
#pragma warning disable MA0048 // The generic half of SqliteWrite.
internal sealed class SqliteWrite<T>(string attempt, bool isDurable, Func<T> work, CancellationToken cancellationToken)
    : SqliteWrite(attempt, isDurable)
#pragma warning restore MA0048
{
    private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Exception? _refusal;
    private T? _result;

    public Task<T> Task => _completion.Task;

    public override bool TryBegin() =>
        !cancellationToken.IsCancellationRequested || !_completion.TrySetCanceled(cancellationToken);

    public override void Work() => _result = work();

    public override void Refuse(Exception exception) => _refusal = exception;

    public override void Fail(Exception exception) => _completion.TrySetException(_refusal ?? exception);

    public override void Complete()
    {
        // A refusal is told only now as well: what it was based on is what was committed.
        if (_refusal is null)
        {
            _completion.TrySetResult(_result!);
        }
        else
        {
            _completion.TrySetException(_refusal);
        }
    }
}
