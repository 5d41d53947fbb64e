namespace Seatrial.Cli.Importing;

/// <summary>The files of an API description that is imported: they must lie in the project, whose contracts they are.</summary>
internal sealed class Descriptions
{
    private const string Folder = "openapi";
    private readonly string _folder;
    private readonly bool _isInside;

    /// <param name="source">The description's full path.</param>
    /// <param name="root">The project's full path.</param>
    public Descriptions(string source, string root)
    {
        _folder = System.IO.Path.GetDirectoryName(source) ?? string.Empty;
        string relative = System.IO.Path.GetRelativePath(root, source).Replace('\\', '/');
        _isInside = source.Length > 0 && !relative.StartsWith("..", StringComparison.Ordinal) && !System.IO.Path.IsPathRooted(relative);
        Root = root;
        Path = _isInside ? relative : $"{Folder}/{(source.Length == 0 ? "openapi.yaml" : System.IO.Path.GetFileName(source))}";
    }

    /// <summary>Its path in the project.</summary>
    public string Path { get; }

    private string Root { get; }

    /// <summary>The text of a file it refers to, by the path the project will know it by.</summary>
    public string? Find(string path)
    {
        string file = _isInside ? System.IO.Path.Combine(Root, path) : path.StartsWith($"{Folder}/", StringComparison.Ordinal) ? System.IO.Path.Combine(_folder, path[(Folder.Length + 1)..]) : string.Empty;
        string full = file.Length == 0 ? string.Empty : System.IO.Path.GetFullPath(file);
        string within = System.IO.Path.TrimEndingDirectorySeparator(_isInside ? Root : _folder) + System.IO.Path.DirectorySeparatorChar;
        return full.StartsWith(within, StringComparison.Ordinal) && File.Exists(full) ? File.ReadAllText(full) : null;
    }

    /// <summary>What is to be copied into the project, by path: nothing when it lies there already.</summary>
    public IReadOnlyList<(string Path, string Text)> ToCopy(IEnumerable<string> files, string text) =>
        _isInside ? [] : [.. files.Select(file => (file, file == Path ? text : Find(file) ?? string.Empty))];
}
