using Seatrial.Core;
using Seatrial.Project.Secrets;

namespace Seatrial.Server.Hosting;

/// <summary>One server a state folder: held while it serves, and let go by the system when it dies.</summary>
internal sealed class StateFolderLock : IDisposable
{
    private readonly FileStream _file;

    private StateFolderLock(FileStream file) => _file = file;

    /// <summary>Takes the folder; makes it when missing.</summary>
    /// <param name="stateFolder">The state folder.</param>
    /// <exception cref="SeatrialException">Another server has it.</exception>
    public static StateFolderLock Take(string stateFolder)
    {
        OwnerOnly.MakeFolder(stateFolder);
        string path = Path.Combine(stateFolder, "server.lock");
        try
        {
            return new StateFolderLock(OwnerOnly.Open(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException exception)
        {
            string whose = ServerFile.Read(stateFolder) is { } other ? $" (process {other.ProcessId}, {other.Api})" : string.Empty;
            throw new SeatrialException(
                "server-already-running",
                $"Starting a server on {stateFolder}: another one has it{whose}. Stop that one, or name another state folder.",
                isTransient: true,
                exception);
        }
    }

    public void Dispose() => _file.Dispose();
}
