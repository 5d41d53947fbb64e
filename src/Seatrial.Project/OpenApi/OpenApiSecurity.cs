namespace Seatrial.Project.OpenApi;

/// <summary>How requests say who asks.</summary>
/// <param name="Type">Its <c>type</c>: <c>apiKey</c>, <c>http</c>, <c>oauth2</c>, <c>openIdConnect</c> or <c>mutualTLS</c>.</param>
public sealed record OpenApiSecurity(string Type)
{
    /// <summary>Of <c>http</c>: <c>basic</c>, <c>bearer</c> or another; null for other types.</summary>
    public string? Scheme { get; init; }

    /// <summary>Of <c>apiKey</c>: where it travels, <c>header</c>, <c>query</c> or <c>cookie</c>.</summary>
    public string? In { get; init; }

    /// <summary>Of <c>apiKey</c>: the name it travels under.</summary>
    public string? Name { get; init; }

    /// <summary>Where a client gets a token for itself; null when it cannot.</summary>
    public string? TokenAddress { get; init; }
}
