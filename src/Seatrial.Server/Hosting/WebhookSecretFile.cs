using System.Security.Cryptography;
using System.Text;

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
        string path = PathOf(stateFolder, project, environment);
        if (!File.Exists(path))
        {
            Create(path);
        }

        return File.ReadAllText(path).Trim();
    }

    private static void Create(string path)
    {
        string folder = Path.GetDirectoryName(path)!;
        string temporary = $"{path}.{Guid.NewGuid():N}";
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (FileStream stream = new(temporary, options))
        {
            stream.Write(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SecretBytes))));
            stream.Flush(flushToDisk: true);
        }

        try
        {
            File.Move(temporary, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process was faster: its secret counts.
            File.Delete(temporary);
        }
    }
}
