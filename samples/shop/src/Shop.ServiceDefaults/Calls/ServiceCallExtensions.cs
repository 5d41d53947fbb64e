using Shop.ServiceDefaults.Security;

namespace Shop.ServiceDefaults.Calls;

internal static class ServiceCallExtensions
{
    public static void AddServiceCalls(this IServiceCollection services)
    {
        services.AddSingleton<ServiceAddresses>();
        services.AddSingleton<ServiceTokens>();
        services.AddSingleton<ServiceCaller>();
        services.AddSingleton(_ => new HttpClient(new SocketsHttpHandler
        {
            PooledConnectionLifetime = TimeSpan.FromMinutes(1),
            UseCookies = false,
            UseProxy = false,
        })
        {
            // Each request has a deadline of its own.
            Timeout = System.Threading.Timeout.InfiniteTimeSpan,
        });
    }
}
