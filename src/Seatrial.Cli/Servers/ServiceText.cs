using Seatrial.Core.Deployments;

namespace Seatrial.Cli.Servers;

/// <summary>A deployed service as it is typed: <c>NAME=VERSION[:PREVIOUS]</c>.</summary>
internal static class ServiceText
{
    /// <summary>Reads it; null when it is not that.</summary>
    public static DeployedService? Parse(string text)
    {
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0 || equals == text.Length - 1)
        {
            return null;
        }

        string[] versions = text[(equals + 1)..].Split(':');
        return versions switch
        {
            [{ Length: > 0 } version] => new DeployedService(text[..equals], version, null),
            [{ Length: > 0 } version, { Length: > 0 } previous] => new DeployedService(text[..equals], version, previous),
            _ => null,
        };
    }
}
