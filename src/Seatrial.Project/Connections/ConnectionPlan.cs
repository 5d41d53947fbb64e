using Seatrial.Core.Flows;

namespace Seatrial.Project.Connections;

/// <summary>What a user wrote about how to connect: of an environment, a service, or one step. What it does not say stays as it is.</summary>
public sealed record ConnectionPlan
{
    /// <summary>Says nothing.</summary>
    public static ConnectionPlan None { get; } = new();

    /// <summary>The authorities to trust instead of the system's, as PEM.</summary>
    public string? Authorities { get; init; }

    /// <summary>Whether any certificate is taken.</summary>
    public bool? IsInsecure { get; init; }

    /// <summary>The name to ask for.</summary>
    public IBoundValue? ServerName { get; init; }

    /// <summary>The proxy's address, with credentials if it wants some.</summary>
    public IBoundValue? Proxy { get; init; }

    /// <summary>Whether to go without the proxy that would be used otherwise.</summary>
    public bool GoesDirect { get; init; }

    /// <summary>What is reached without the proxy, separated by commas.</summary>
    public string? NoProxy { get; init; }

    /// <summary>The version of HTTP to speak.</summary>
    public Version? HttpVersion { get; init; }

    /// <summary>The names its values read.</summary>
    public IEnumerable<string> Names => (Proxy?.Names ?? []).Concat(ServerName?.Names ?? []);

    /// <summary>Settings with what it says.</summary>
    /// <param name="settings">The settings as they are without it.</param>
    /// <param name="scope">The names in reach.</param>
    /// <exception cref="FlowExpressionException">A value could not be evaluated, or is no address of a proxy.</exception>
    public ConnectionSettings Apply(ConnectionSettings settings, IFlowScope scope)
    {
        if (this == None)
        {
            return settings;
        }

        (Uri? proxy, string? credentials) = GoesDirect ? (null, null)
            : Proxy is null ? (settings.Proxy, settings.ProxyCredentials)
            : ProxyAddress.Evaluate(Proxy, scope);
        return settings with
        {
            Authorities = Authorities ?? (IsInsecure == true ? null : settings.Authorities),
            IsInsecure = IsInsecure ?? (Authorities is null && settings.IsInsecure),
            ServerName = ServerName?.Evaluate(scope).ToText() ?? settings.ServerName,
            Proxy = proxy,
            ProxyCredentials = credentials,
            NoProxy = NoProxy ?? settings.NoProxy,
            HttpVersion = HttpVersion ?? settings.HttpVersion,
        };
    }
}
