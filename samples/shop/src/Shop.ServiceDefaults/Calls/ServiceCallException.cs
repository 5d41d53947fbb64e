namespace Shop.ServiceDefaults.Calls;

/// <summary>A call to another service did not give an answer that can be used.</summary>
public sealed class ServiceCallException : Exception
{
    /// <summary>With the service called and what came back.</summary>
    public ServiceCallException(string service, string message, Exception? inner = null)
        : base(message, inner) => Service = service;

    /// <summary>The service that was called.</summary>
    public string Service { get; }

    /// <summary>The status it answered, if it answered.</summary>
    public int? Status { get; init; }

    /// <summary>It took longer than the caller waits.</summary>
    public bool IsTimeout { get; init; }

    /// <summary>Whether the same call may succeed later.</summary>
    public bool IsTransient => Status is null or 401 or 408 or 429 or >= 500;
}
