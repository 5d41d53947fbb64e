namespace Shop.Gateway.Routes;

/// <summary>Where each service is: the content of the route file, whole, as it was applied.</summary>
internal sealed record RouteTable(long Revision, IReadOnlyDictionary<string, string> Routes)
{
    public static RouteTable Empty { get; } = new(0, new Dictionary<string, string>(StringComparer.Ordinal));
}
