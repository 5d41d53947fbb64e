using System.Runtime.InteropServices;

namespace Seatrial.Project.Secrets;

/// <summary>A file that is made once and only its owner can read: whoever comes first decides what is in it, also between processes.</summary>
public static partial class KeyFile
{
    /// <summary>Reads the file; makes it when there is none. A reader sees all of it or nothing.</summary>
    /// <param name="path">Where it is; folders above it are made, for the owner only.</param>
    /// <param name="make">Makes the content; what it made is dropped when another was faster.</param>
    /// <exception cref="IOException">It can be neither read nor made.</exception>
    public static byte[] ReadOrCreate(string path, Func<byte[]> make)
    {
        ArgumentNullException.ThrowIfNull(make);
        string full = Path.GetFullPath(path);
        if (!File.Exists(full))
        {
            Create(full, make());
        }

        return File.ReadAllBytes(full);
    }

    private static void Create(string path, byte[] content)
    {
        string folder = Path.GetDirectoryName(path)!;
        OwnerOnly.MakeFolder(folder);
        string draft = Path.Combine(folder, $".{Path.GetFileName(path)}.{Guid.NewGuid():N}");
        try
        {
            using (FileStream stream = OwnerOnly.Open(draft, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                stream.Write(content);
                stream.Flush(flushToDisk: true);
            }

            Publish(draft, path);
        }
        finally
        {
            File.Delete(draft);
        }
    }

    /// <summary>Gives the draft its name, unless another file has it.</summary>
    private static void Publish(string draft, string path)
    {
        // File.Move without overwriting looks first and renames then on Unix: of two at once, the later would win. A link is one step.
        if (!OperatingSystem.IsWindows() && (Link(draft, path) == 0 || File.Exists(path)))
        {
            return;
        }

        try
        {
            // Windows moves in one step; and some file systems have no links.
            File.Move(draft, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another was faster: its content counts.
        }
    }

    [LibraryImport("libc", EntryPoint = "link", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Link(string from, string to);
}
