namespace Shop.ServiceDefaults.Calls;

/// <summary>A call to another service.</summary>
public sealed record ServiceRequest(HttpMethod Method, string Service, string Path)
{
    /// <summary>The scope the token for the call needs; none means an anonymous call.</summary>
    public string? Scope { get; init; }

    /// <summary>The body, already JSON.</summary>
    public string? Json { get; init; }

    /// <summary>Lets the callee recognise a repetition.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>Where the service is, if not where everybody else finds it.</summary>
    public Uri? Address { get; init; }

    /// <summary>How long the answer may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(2);
}
