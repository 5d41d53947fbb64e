using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using Seatrial.Core.Documents;
using Seatrial.Project.JsonSchema;

namespace Seatrial.Project.OpenApi;

/// <summary>The files of one API description: the one that is named, and those its references lead to.</summary>
/// <param name="find">The text of a file of the project; null when there is none.</param>
/// <param name="report">Takes what is found while it is read.</param>
internal sealed class DescriptionFiles(Func<string, string?> find, Action<Diagnostic> report)
{
    private const string Address = "project:///";
    private const int MostHops = 32;

    private readonly ConcurrentDictionary<string, DescriptionFile?> _files = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Path, BodyDirection Direction), JsonElement> _directed = new();

    private bool _isClosed;

    public JsonSchemaDialect Dialect { get; set; } = JsonSchemaDialect.Draft202012;

    /// <summary>The paths of the files that were found.</summary>
    public ImmutableSortedSet<string> Paths => _files.Where(static f => f.Value is not null).Select(static f => f.Key).ToImmutableSortedSet(StringComparer.Ordinal);

    /// <summary>A file; null when there is none. None is opened once the description is read: flows that run ask here, too.</summary>
    public DescriptionFile? Open(string path)
    {
        if (!_files.TryGetValue(path, out DescriptionFile? file) && !_isClosed)
        {
            file = _files[path] = find(path) is { } text ? DescriptionFile.Read(path, text, report) : null;
        }

        return file;
    }

    /// <summary>A file by the address it has for schemas.</summary>
    public DescriptionFile? At(string address) => address.StartsWith(Address, StringComparison.Ordinal) ? Open(Unescape(address[Address.Length..])) : null;

    /// <summary>Opens every file that references of the opened ones lead to, so that all of them belong to the project.</summary>
    public void OpenAll()
    {
        Queue<DescriptionFile> open = new(_files.Values.OfType<DescriptionFile>());
        HashSet<string> seen = new(StringComparer.Ordinal);
        while (open.TryDequeue(out DescriptionFile? file))
        {
            if (!seen.Add(file.Path))
            {
                continue;
            }

            foreach (string reference in References(file.Root))
            {
                if (PathOf(file.Path, reference) is { } path && Open(path) is { } next)
                {
                    open.Enqueue(next);
                }
            }
        }

        _isClosed = true;
    }

    /// <summary>Follows <c>$ref</c>s to what they lead to; null when they lead nowhere.</summary>
    public DescriptionPlace? Resolve(DescriptionPlace place)
    {
        for (int hops = 0; hops < MostHops; hops++)
        {
            if (place["$ref"] is not { Value.ValueKind: JsonValueKind.String } reference)
            {
                return place;
            }

            string text = reference.Value.GetString()!;
            int hash = text.IndexOf('#', StringComparison.Ordinal);
            string pointer = hash < 0 ? string.Empty : Unescape(text[(hash + 1)..]);
            DescriptionFile? file = text.StartsWith('#') ? place.File : PathOf(place.File.Path, text) is { } path ? Open(path) : null;
            if (file is null || JsonPointer.Tokens(pointer) is not { } tokens || JsonPointer.Find(file.Root, tokens) is not { } found)
            {
                return null;
            }

            place = new(file, pointer, found);
        }

        return null;
    }

    /// <summary>Compiles a schema for what travels one way.</summary>
    /// <exception cref="JsonSchemaException">It is no schema, or refers to what is not there.</exception>
    public Schema Compile(DescriptionFile file, string pointer, BodyDirection direction)
    {
        JsonSchemaOptions options = new()
        {
            Dialect = Dialect,
            AssertFormats = true,
            BaseUri = AddressOf(file.Path),
            Find = address => At(address) is { } other ? Directed(other, direction) : null,
        };
        return Schema.Compile(Directed(file, direction), pointer, options);
    }

    private JsonElement Directed(DescriptionFile file, BodyDirection direction) =>
        _directed.GetOrAdd((file.Path, direction), _ => DirectedSchemas.Of(file, direction, this));

    private static string AddressOf(string path) => Address + string.Join('/', path.Split('/').Select(Uri.EscapeDataString));

    /// <summary>The file a reference leads to, relative to the project folder; null when it leads out of it, or to the network.</summary>
    public static string? PathOf(string from, string reference)
    {
        int hash = reference.IndexOf('#', StringComparison.Ordinal);
        string relative = hash < 0 ? reference : reference[..hash];
        if (relative.Length == 0
            || !Uri.TryCreate(AddressOf(from), UriKind.Absolute, out Uri? at)
            || !Uri.TryCreate(at, relative, out Uri? target)
            || !target.AbsoluteUri.StartsWith(Address, StringComparison.Ordinal))
        {
            return null;
        }

        return Unescape(target.AbsoluteUri[Address.Length..]);
    }

    private static string Unescape(string text) => Uri.UnescapeDataString(text);

    private static IEnumerable<string> References(JsonElement root)
    {
        Stack<JsonElement> open = new([root]);
        while (open.TryPop(out JsonElement at))
        {
            foreach (JsonElement item in at.ValueKind == JsonValueKind.Array ? at.EnumerateArray() : Enumerable.Empty<JsonElement>())
            {
                open.Push(item);
            }

            foreach (JsonProperty member in at.ValueKind == JsonValueKind.Object ? at.EnumerateObject() : Enumerable.Empty<JsonProperty>())
            {
                open.Push(member.Value);
                if (member.NameEquals("$ref") && member.Value.ValueKind == JsonValueKind.String)
                {
                    yield return member.Value.GetString()!;
                }
            }
        }
    }
}
