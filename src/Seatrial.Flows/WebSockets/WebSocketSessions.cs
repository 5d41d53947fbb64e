namespace Seatrial.Flows.WebSockets;

/// <summary>The connections that steps of one attempt share by name.</summary>
/// <remarks>Thread-safe: the first that asks opens, the others wait for it.</remarks>
internal sealed class WebSocketSessions : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Task<WebSocketOpening>> _open = new(StringComparer.Ordinal);

    public Task<WebSocketOpening> OpenAsync(string name, Func<Task<WebSocketOpening>> open)
    {
        lock (_gate)
        {
            if (!_open.TryGetValue(name, out Task<WebSocketOpening>? opening))
            {
                opening = open();
                _open.Add(name, opening);
            }

            return opening;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Task<WebSocketOpening>[] open;
        lock (_gate)
        {
            open = [.. _open.Values];
            _open.Clear();
        }

        foreach (Task<WebSocketOpening> opening in open.Where(static o => o.IsCompletedSuccessfully))
        {
            if ((await opening).Session is { } session)
            {
                await session.DisposeAsync();
            }
        }
    }
}
