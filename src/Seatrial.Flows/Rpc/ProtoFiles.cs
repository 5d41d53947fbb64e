extern alias ProtoParser;

using Google.Protobuf.Reflection;
using Parsed = ProtoParser::Google.Protobuf.Reflection;

namespace Seatrial.Flows.Rpc;

/// <summary>Reads <c>.proto</c> files of the project; Google's own common ones are known.</summary>
internal static class ProtoFiles
{
    /// <summary>Parses a file and all it imports.</summary>
    /// <param name="path">Its path in the project.</param>
    /// <param name="text">Its text.</param>
    /// <param name="find">The text of a file it imports, by a path in the project.</param>
    /// <exception cref="ProtoSyntaxException">One of them cannot be parsed, or is not there.</exception>
    public static GrpcSchema Read(string path, string text, Func<string, string?> find)
    {
        ProjectFileSystem files = new(find);
        Parsed.FileDescriptorSet set = new() { FileSystem = files, AllowNameOnlyImport = false };
        set.AddImportPath(string.Empty);
        if (Path.GetDirectoryName(path) is { Length: > 0 } folder)
        {
            set.AddImportPath(folder);
        }

        using (StringReader reader = new(text))
        {
            set.Add(path, includeInOutput: true, reader);
        }

        set.Process();
        if (Array.Find(set.GetErrors(), static error => error.IsError) is { } error)
        {
            throw new ProtoSyntaxException(files.PathOf(error.File), error.LineNumber, error.ColumnNumber, error.Message);
        }

        using MemoryStream stream = new();
        set.Serialize(Parsed.FileDescriptorSet.Serializer, stream, includeImports: true);
        try
        {
            return GrpcSchema.Of(FileDescriptorSet.Parser.ParseFrom(stream.ToArray()).File);
        }
        catch (GrpcSchemaException exception)
        {
            throw new ProtoSyntaxException(path, 0, 0, exception.Message);
        }
    }

    /// <summary>Google's descriptions of what goes wrong, for the details of a status.</summary>
    public static GrpcSchema ErrorDetails => field ??= Read("seatrial/details.proto", "syntax = \"proto3\";\nimport \"google/rpc/status.proto\";\nimport \"google/rpc/error_details.proto\";\nmessage Nothing { google.rpc.Status status = 1; google.rpc.ErrorInfo info = 2; }\n", static _ => null);

    private sealed class ProjectFileSystem(Func<string, string?> find) : Parsed.IFileSystem
    {
        private readonly HashSet<string> _opened = new(StringComparer.Ordinal);

        /// <summary>The path in the project of a file that was imported by another one's name for it.</summary>
        public string PathOf(string name) => _opened.FirstOrDefault(path => path == name || path.EndsWith("/" + name, StringComparison.Ordinal)) ?? name;

        public bool Exists(string path) => find(Clean(path)) is not null;

        public TextReader OpenText(string path)
        {
            _opened.Add(Clean(path));
            return new StringReader(find(Clean(path))!);
        }

        private static string Clean(string path) => path.Replace('\\', '/').TrimStart('/');
    }
}
