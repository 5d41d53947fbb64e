using System.Security.Cryptography;
using System.Text;

namespace Seatrial.Environments.Supervision;

/// <summary>Where things are in the folder of a supervisor.</summary>
/// <param name="Folder">The folder.</param>
internal sealed record StatePaths(string Folder)
{
    // sun_path holds 104 bytes on macOS and 108 on Linux, the closing zero included.
    private const int LongestSocketPath = 100;

    public string Lock => At("supervisor.lock");

    public string Log => At("supervisor.log");

    public string Identity => At("supervisor.json");

    public string State => At("state.json");

    public string Routes => At("routes.json");

    public string Operations => At("operations");

    public string Outbox => At("outbox");

    public string Undeliverable => At("undeliverable");

    /// <summary>Makes the folders, closed to everybody else.</summary>
    public void Make()
    {
        PrivateFiles.MakeFolder(Folder);
        foreach (string folder in (ReadOnlySpan<string>)["logs", "data", "environments", "operations", "outbox", "undeliverable"])
        {
            PrivateFiles.MakeFolder(At(folder));
        }
    }

    public string ServiceData(string service) => At("data", service);

    public string InstanceLog(string instance) => At("logs", instance + ".log");

    public string InstanceEnvironment(string instance) => At("environments", instance + ".json");

    /// <summary>The file of an operation. Keys come from outside, so they are no file names.</summary>
    public string Operation(string key) => At("operations", Hash(key) + ".json");

    /// <summary>Where the control socket is made: here, unless the path is longer than a socket's may be.</summary>
    public string ChooseSocket()
    {
        string here = At("control.sock");
        return Encoding.UTF8.GetByteCount(here) <= LongestSocketPath
            ? here
            : Path.Combine(Directory.CreateTempSubdirectory("seatrial-").FullName, "control.sock");
    }

    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));

    private string At(params ReadOnlySpan<string> parts) => Path.Combine([Folder, .. parts]);
}
