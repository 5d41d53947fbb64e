namespace Seatrial.Core.Flows;

/// <summary>What verbs keep between the steps of one attempt, such as cookies; gone when the attempt ends.</summary>
/// <remarks>Thread-safe. One value per type.</remarks>
public sealed class AttemptMemory : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private List<object>? _values;
    private Dictionary<string, AttemptMemory>? _actors;

    /// <summary>The value of a type, if a step made one.</summary>
    /// <typeparam name="T">The type, which is the key.</typeparam>
    public T? Find<T>()
        where T : class
    {
        lock (_gate)
        {
            return FindNeedsLock<T>();
        }
    }

    /// <summary>The value of a type, made when no step has made it yet.</summary>
    /// <typeparam name="T">The type, which is the key.</typeparam>
    public T Get<T>()
        where T : class, new()
    {
        lock (_gate)
        {
            T? found = FindNeedsLock<T>();
            if (found is null)
            {
                found = new T();
                (_values ??= []).Add(found);
            }

            return found;
        }
    }

    /// <summary>What is kept for one actor: their cookies are no one else's.</summary>
    /// <param name="actor">The actor; null: no one in particular.</param>
    public AttemptMemory Of(string? actor)
    {
        if (actor is null)
        {
            return this;
        }

        lock (_gate)
        {
            _actors ??= new(StringComparer.Ordinal);
            if (!_actors.TryGetValue(actor, out AttemptMemory? memory))
            {
                _actors[actor] = memory = new AttemptMemory();
            }

            return memory;
        }
    }

    /// <summary>Disposes the values that can be disposed.</summary>
    public async ValueTask DisposeAsync()
    {
        List<object>? values;
        AttemptMemory[] actors;
        lock (_gate)
        {
            values = _values;
            _values = null;
            actors = _actors is null ? [] : [.. _actors.Values];
            _actors = null;
        }

        foreach (AttemptMemory actor in actors)
        {
            await actor.DisposeAsync();
        }

        foreach (object value in values ?? [])
        {
            switch (value)
            {
                case IAsyncDisposable asynchronous:
                    await asynchronous.DisposeAsync();
                    break;
                case IDisposable disposable:
                    disposable.Dispose();
                    break;
            }
        }
    }

    private T? FindNeedsLock<T>()
        where T : class
    {
        if (_values is null)
        {
            return null;
        }

        foreach (object value in _values)
        {
            if (value is T found)
            {
                return found;
            }
        }

        return null;
    }
}
