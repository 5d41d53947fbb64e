namespace Shop.ServiceDefaults.Hosting;

/// <summary>Who this process is, as the one who started it says.</summary>
public sealed record ServiceIdentity(string Name, string Version, string DataDirectory)
{
    /// <summary>The client this service signs in as when it calls another one.</summary>
    public string ClientId => $"{Name}-service";

    internal static ServiceIdentity From(IConfiguration configuration, string defaultName) => new(
        configuration["SERVICE_NAME"] ?? defaultName,
        configuration["SERVICE_VERSION"] ?? "0.0.0",
        configuration["DATA_DIR"] ?? Directory.GetCurrentDirectory());
}
