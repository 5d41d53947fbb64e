namespace Seatrial.Browser;

/// <summary>A folder for this user only, for what is not masked yet. One that a killed process left is removed by the next that opens one.</summary>
internal sealed class PrivateFolder : IDisposable
{
    private const string Beginning = "seatrial-browser-";
    private const string LockName = "in-use";

    private readonly FileStream _lock;

    private PrivateFolder(string path, FileStream held) => (Path, _lock) = (path, held);

    public string Path { get; }

    public static PrivateFolder Open()
    {
        Sweep();
        string path = Directory.CreateTempSubdirectory(Beginning).FullName;
        return new(path, Hold(path, FileMode.CreateNew));
    }

    public void Dispose()
    {
        _lock.Dispose();
        Remove(Path);
    }

    private static FileStream Hold(string folder, FileMode mode) => new(System.IO.Path.Combine(folder, LockName), mode, FileAccess.ReadWrite, FileShare.None);

    /// <summary>Removes folders that nobody holds. One that was made this moment has no lock yet, and is let be.</summary>
    private static void Sweep()
    {
        foreach (string folder in Directory.EnumerateDirectories(System.IO.Path.GetTempPath(), Beginning + "*"))
        {
            try
            {
                Hold(folder, FileMode.Open).Dispose();
                Remove(folder);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // Somebody's, or another user's.
            }
        }
    }

    private static void Remove(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The next one that opens a folder tries again.
        }
    }
}
