namespace Seatrial.TestKit;

/// <summary>A folder of one test's own, deleted at the end.</summary>
public sealed class TempFolder : IDisposable
{
    /// <summary>Makes the folder.</summary>
    /// <param name="prefix">The start of its name, to recognise what a killed run left.</param>
    public TempFolder(string prefix = "seatrial-test-") =>
        Root = Directory.CreateTempSubdirectory(prefix).FullName;

    /// <summary>The folder's full path.</summary>
    public string Root { get; }

    /// <summary>A path inside the folder; nothing is made there.</summary>
    public string At(params ReadOnlySpan<string> parts) => Path.Combine([Root, .. parts]);

    /// <summary>Writes a file, with the folders above it, and returns its full path.</summary>
    public string Write(string relativePath, string text)
    {
        var path = At(relativePath);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>The text of a file in the folder.</summary>
    public string Read(string relativePath) => File.ReadAllText(At(relativePath));

    /// <summary>Deletes the folder with all that is in it.</summary>
    public void Dispose()
    {
        try
        {
            Directory.Delete(Root, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // The test removed it itself.
        }
    }
}
