namespace Shop.ServiceDefaults.Calls;

/// <summary>Where the other services are: <c>Services:Catalog</c> and so on, all of them behind the gateway.</summary>
public sealed class ServiceAddresses(IConfiguration configuration)
{
    /// <summary>The address of a service, with a slash at its end so that relative paths add to it.</summary>
    /// <exception cref="InvalidOperationException">No address is configured.</exception>
    public Uri this[string service]
    {
        get
        {
            var address = configuration[$"Services:{service}"]
                ?? throw new InvalidOperationException($"Services:{service} is not configured.");
            return Parse(address);
        }
    }

    /// <summary>An address as configured, with a slash at its end.</summary>
    public static Uri Parse(string address) => new(address.TrimEnd('/') + '/');
}
