using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Seatrial.Flows.Rpc;

/// <summary>The services and messages that a step can speak of. Immutable and thread-safe.</summary>
internal sealed class GrpcSchema
{
    private readonly Dictionary<string, ServiceDescriptor> _services = new(StringComparer.Ordinal);
    private readonly Dictionary<string, MessageDescriptor> _messages = new(StringComparer.Ordinal);

    private GrpcSchema(IEnumerable<FileDescriptor> files)
    {
        foreach (FileDescriptor file in files)
        {
            foreach (ServiceDescriptor service in file.Services)
            {
                _services[service.FullName] = service;
            }

            foreach (MessageDescriptor message in file.MessageTypes)
            {
                Add(message);
            }
        }
    }

    public IReadOnlyCollection<string> Services => _services.Keys;

    /// <summary>Makes it of files in any order; what they import must be among them.</summary>
    /// <exception cref="GrpcSchemaException">They do not fit together.</exception>
    public static GrpcSchema Of(IEnumerable<FileDescriptorProto> files)
    {
        Dictionary<string, FileDescriptorProto> byName = new(StringComparer.Ordinal);
        foreach (FileDescriptorProto file in files)
        {
            byName.TryAdd(file.Name, file);
        }

        List<ByteString> ordered = [];
        Dictionary<string, bool> visited = new(StringComparer.Ordinal);
        foreach (string name in byName.Keys)
        {
            Visit(name, byName, visited, ordered);
        }

        try
        {
            return new(FileDescriptor.BuildFromByteStrings(ordered));
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or DescriptorValidationException or InvalidProtocolBufferException)
        {
            throw new GrpcSchemaException(exception.Message);
        }
    }

    public ServiceDescriptor? Service(string fullName) => _services.GetValueOrDefault(fullName);

    public MessageDescriptor? Message(string fullName) => _messages.GetValueOrDefault(fullName);

    /// <summary>What is imported comes first; a circle is refused.</summary>
    private static void Visit(string name, Dictionary<string, FileDescriptorProto> files, Dictionary<string, bool> visited, List<ByteString> ordered)
    {
        if (visited.TryGetValue(name, out bool isDone))
        {
            if (!isDone)
            {
                throw new GrpcSchemaException($"the file {name} imports itself");
            }

            return;
        }

        if (visited.Count > 2000)
        {
            throw new GrpcSchemaException("there are more than 2000 files");
        }

        visited[name] = false;
        FileDescriptorProto file = files.GetValueOrDefault(name) ?? throw new GrpcSchemaException($"the file {name}, which another one imports, is not there");
        foreach (string import in file.Dependency)
        {
            Visit(import, files, visited, ordered);
        }

        visited[name] = true;
        ordered.Add(file.ToByteString());
    }

    private void Add(MessageDescriptor message)
    {
        _messages[message.FullName] = message;
        foreach (MessageDescriptor nested in message.NestedTypes)
        {
            Add(nested);
        }
    }
}
