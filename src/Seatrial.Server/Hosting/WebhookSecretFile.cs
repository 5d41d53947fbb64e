using System.Security.Cryptography;
using System.Text;
using Seatrial.Project.Secrets;

namespace Seatrial.Server.Hosting;

/// <summary>The webhook secret of an environment whose project configures none: made once, readable by its owner only.</summary>
public static class WebhookSecretFile
{
    private const int SecretBytes = 32;

    /// <summary>The file of an environment's secret.</summary>
    /// <param name="stateFolder">The state folder.</param>
    /// <param name="project">The project.</param>
    /// <param name="environment">The environment.</param>
    public static string PathOf(string stateFolder, string project, string environment) => Path.Combine(
        stateFolder,
        "secrets",
        $"webhook-{Uri.EscapeDataString(project)}-{Uri.EscapeDataString(environment)}");

    /// <summary>Reads the secret; makes it when there is none. Whoever comes first decides, also between processes.</summary>
    /// <param name="stateFolder">The state folder.</param>
    /// <param name="project">The project.</param>
    /// <param name="environment">The environment.</param>
    public static string GetOrCreate(string stateFolder, string project, string environment)
    {
        byte[] secret = KeyFile.ReadOrCreate(
            PathOf(stateFolder, project, environment),
            static () => Encoding.ASCII.GetBytes(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SecretBytes))));
        return Encoding.ASCII.GetString(secret).Trim();
    }
}
