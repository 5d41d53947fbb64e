namespace Shop.ServiceDefaults.Hosting;

/// <summary>What <c>GET /version</c> answers.</summary>
public sealed record VersionAnswer(string Service, string Version);
