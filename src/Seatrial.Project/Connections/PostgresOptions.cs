namespace Seatrial.Project.Connections;

/// <summary>The options of a PostgreSQL address, which are libpq's, by the names that the driver has for them.</summary>
public static class PostgresOptions
{
    /// <summary>The options as keywords of a connection string.</summary>
    /// <param name="address">The address.</param>
    public static IEnumerable<KeyValuePair<string, string>> Of(ServerAddress address) => address.Options.Select(static option => option.Key switch
    {
        "sslmode" => KeyValuePair.Create("SSL Mode", option.Value.Replace("-", string.Empty, StringComparison.Ordinal)),
        "sslrootcert" => KeyValuePair.Create("Root Certificate", option.Value),
        "connect_timeout" => KeyValuePair.Create("Timeout", option.Value),
        _ => KeyValuePair.Create(option.Key.Replace('_', ' '), option.Value),
    });
}
