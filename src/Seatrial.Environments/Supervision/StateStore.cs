using Seatrial.Core;

namespace Seatrial.Environments.Supervision;

/// <summary>
/// Owns the state. A change is on disk before anybody sees it; changes are made one at a time, reading is free.
/// </summary>
internal sealed class StateStore : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly string _path;
    private volatile SupervisorState _current;

    private StateStore(string path, SupervisorState state)
    {
        _path = path;
        _current = state;
    }

    public SupervisorState Current => _current;

    public static StateStore Open(StatePaths paths)
    {
        SupervisorState? state;
        try
        {
            state = PrivateFiles.Read(paths.State, SupervisionJson.Default.SupervisorState);
        }
        catch (System.Text.Json.JsonException error)
        {
            throw new SeatrialException(
                "supervisor-state-unreadable",
                $"{paths.State} cannot be read: {error.Message} Stop its processes and remove the folder to start anew.",
                innerException: error);
        }

        return new StateStore(paths.State, state ?? new SupervisorState());
    }

    public async Task<SupervisorState> ChangeAsync(Func<SupervisorState, SupervisorState> change, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            SupervisorState next = change(_current);
            if (!ReferenceEquals(next, _current))
            {
                PrivateFiles.Write(_path, next, SupervisionJson.Default.SupervisorState);
                _current = next;
            }

            return next;
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();
}
