namespace Seatrial.Architecture.Tests;

/// <summary>A file by its path from the repository root, with <c>/</c> between folders.</summary>
internal sealed class SourceFile(string path, Func<string> read)
{
    private static readonly string[] TextExtensions =
    [
        "", ".cs", ".razor", ".csproj", ".proj", ".props", ".targets", ".slnx", ".md", ".txt", ".json", ".yaml",
        ".yml", ".sh", ".sql", ".proto", ".js", ".css", ".html", ".editorconfig", ".gitignore",
    ];

    private readonly Lazy<string> _text = new(read);

    public SourceFile(string path, string text)
        : this(path, () => text)
    {
    }

    public string Path { get; } = path;

    public string Text => _text.Value;

    public string[] Lines => Text.TrimEnd('\n').Split('\n');

    public IReadOnlyList<string> Folders => Path.Split('/')[..^1];

    public string Name => Path.Split('/')[^1];

    public bool IsText => TextExtensions.Contains(System.IO.Path.GetExtension(Path), StringComparer.Ordinal);

    public bool IsHandWrittenCSharp =>
        Path.EndsWith(".cs", StringComparison.Ordinal)
        && !Path.EndsWith(".g.cs", StringComparison.Ordinal)
        && !Folders.Contains("Generated", StringComparer.Ordinal);
}
