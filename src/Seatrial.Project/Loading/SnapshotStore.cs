using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Seatrial.Core;
using Seatrial.Project.Secrets;

namespace Seatrial.Project.Loading;

/// <summary>Keeps project snapshots by content hash, so that a run executes what was recorded although the files changed.</summary>
/// <param name="folder">The folder to keep them in.</param>
public sealed class SnapshotStore(string folder)
{
    /// <summary>A text as it is hashed: line breaks as line feeds, no byte order mark, so that a checkout elsewhere has the same hash.</summary>
    internal static string Normalized(string text) => text.TrimStart('\uFEFF').Replace("\r\n", "\n", StringComparison.Ordinal);

    /// <summary>The content hash of a project's files: 64 lower-case hexadecimal digits.</summary>
    /// <remarks>Line endings and byte order marks do not count.</remarks>
    /// <param name="sources">Path relative to the project folder, and text.</param>
    public static string ContentHash(IReadOnlyDictionary<string, string> sources)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach ((string path, string text) in sources.OrderBy(s => s.Key, StringComparer.Ordinal))
        {
            byte[] content = Encoding.UTF8.GetBytes(Normalized(text));
            hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{path}\n{content.Length}\n")));
            hash.AppendData(content);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Keeps a snapshot; nothing happens when it is there already.</summary>
    /// <param name="sources">Path relative to the project folder, and text.</param>
    /// <returns>Its hash.</returns>
    /// <exception cref="SeatrialException">A path leads out of the project.</exception>
    public string Save(IReadOnlyDictionary<string, string> sources)
    {
        string hash = ContentHash(sources);
        string target = Path.Combine(folder, hash);
        if (Directory.Exists(target))
        {
            return hash;
        }

        string temporary = Path.Combine(folder, $".{hash}.{Guid.NewGuid():N}");
        string[] paths = [.. sources.Keys.Select(Checked)];
        OwnerOnly.MakeFolder(temporary);
        foreach (string path in paths)
        {
            string file = Path.Combine(temporary, path);
            OwnerOnly.MakeFolder(Path.GetDirectoryName(file)!);
            using FileStream stream = OwnerOnly.Open(file, FileMode.CreateNew, FileAccess.Write, FileShare.None);
            stream.Write(Encoding.UTF8.GetBytes(sources[path]));
        }

        try
        {
            Directory.Move(temporary, target);
        }
        catch (IOException) when (Directory.Exists(target))
        {
            Directory.Delete(temporary, recursive: true);
        }

        return hash;
    }

    /// <summary>Reads a snapshot.</summary>
    /// <param name="hash">Its hash.</param>
    /// <returns>Path and text of its files; null when it is not there (any more).</returns>
    /// <exception cref="SeatrialException">What is there is not what was kept.</exception>
    public IReadOnlyDictionary<string, string>? Load(string hash)
    {
        string target = Path.Combine(folder, hash);
        if (hash.Length != 64 || !hash.All(char.IsAsciiHexDigitLower) || !Directory.Exists(target))
        {
            return null;
        }

        var sources = Directory.EnumerateFiles(target, "*", SearchOption.AllDirectories).ToImmutableSortedDictionary(
            path => Path.GetRelativePath(target, path).Replace(Path.DirectorySeparatorChar, '/'),
            // Not ReadAllText: it would take away a byte order mark, which is part of what was kept.
            path => Encoding.UTF8.GetString(File.ReadAllBytes(path)),
            StringComparer.Ordinal);
        return ContentHash(sources) == hash
            ? sources
            : throw new SeatrialException("snapshot-damaged", $"The project snapshot {hash[..12]} in {folder} was changed after it was kept. Restore it, or start a new run.");
    }

    private static string Checked(string path) =>
        Path.IsPathRooted(path) || path.Split('/').Any(part => part is ".." or "." or "") || path.AsSpan().ContainsAny('\\', '\0')
            ? throw new SeatrialException("snapshot-path", $"`{path}` leads out of the project, and is not kept.")
            : path;
}
