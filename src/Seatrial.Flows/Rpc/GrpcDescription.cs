using System.Collections.Immutable;
using Google.Protobuf.Reflection;
using Seatrial.Core.Documents;
using Seatrial.Core.Flows;
using Seatrial.Flows.Servers;
using Seatrial.Project.Loading;

namespace Seatrial.Flows.Rpc;

/// <summary>Holds a step against the file that describes its service. Apart from the verb: only steps with a file load what reads it.</summary>
internal static class GrpcDescription
{
    /// <summary>Reads the file, and reports what of the step does not fit it.</summary>
    /// <returns>What it describes; null after a report.</returns>
    public static GrpcSchema? Read(
        DocumentNode proto,
        DocumentNode.Mapping step,
        (string Service, string Method, SourceSpan Span) called,
        ImmutableArray<DocumentNode> messages,
        IBindContext context)
    {
        GrpcSchema? schema = Parse(proto, context);
        if (schema is null || FindMethod(schema, called.Service, called.Method, called.Span, context) is not { } described)
        {
            return schema;
        }

        foreach (DocumentNode message in messages)
        {
            CheckFields(message, described.InputType, context, 0);
        }

        if (step.Find("messages") is { } several && !described.IsClientStreaming)
        {
            ServerDiagnostics.Error(context, "ST1144", several.Key.Span, $"{called.Service}/{called.Method} takes one message, and `messages` gives a list.", "Write `message:` and the one message.");
        }

        return schema;
    }

    private static GrpcSchema? Parse(DocumentNode node, IBindContext context)
    {
        if (node is not DocumentNode.Scalar { Kind: ScalarKind.Text } path)
        {
            ServerDiagnostics.NotAValue(context, node.Span, "proto", "the path of a file", "proto: protos/orders.proto");
            return null;
        }

        if (context.ReadFile(path) is not { } text)
        {
            return null;
        }

        try
        {
            return ProtoFiles.Read(path.Text, text, context.FindFile);
        }
        catch (ProtoSyntaxException exception)
        {
            SourceSpan span = exception.Line > 0 ? new SourceSpan(exception.File, exception.Line, Math.Max(1, exception.Column), 1) : path.Span;
            ServerDiagnostics.Error(context, "ST1141", span, $"The file cannot be read as Protocol Buffers: {exception.Message.Trim().TrimEnd('.')}.", "Imports are looked for in the project's folder and beside the file; google/protobuf and google/rpc are known.");
            return null;
        }
    }

    private static MethodDescriptor? FindMethod(GrpcSchema schema, string service, string method, SourceSpan span, IBindContext context)
    {
        if (schema.Service(service) is not { } found)
        {
            string services = Nearest.To(service, schema.Services) is { } near ? $"Did you mean `{near}`?" : $"It has: {string.Join(", ", schema.Services)}.";
            ServerDiagnostics.Error(context, "ST1142", span, $"The file has no service `{service}`.", services);
            return null;
        }

        if (found.FindMethodByName(method) is { } described)
        {
            return described;
        }

        string[] methods = [.. found.Methods.Select(static m => m.Name)];
        ServerDiagnostics.Error(context, "ST1142", span, $"The service `{service}` has no method `{method}`.", Nearest.To(method, methods) is { } likely ? $"Did you mean `{likely}`?" : $"It has: {string.Join(", ", methods)}.");
        return null;
    }

    /// <summary>Names of fields that stand in the flow are checked when it is loaded; what an expression gives, when it runs.</summary>
    private static void CheckFields(DocumentNode node, MessageDescriptor type, IBindContext context, int depth)
    {
        if (node is not DocumentNode.Mapping map || ProtoJson.IsSpecial(type) || ProtoJson.IsAny(type) || depth > ProtoJson.Deepest)
        {
            return;
        }

        foreach (MappingEntry entry in map.Entries)
        {
            if (ProtoWriter.Find(type, entry.Key.Text) is not { } field)
            {
                string[] known = [.. type.Fields.InDeclarationOrder().Select(static f => f.JsonName)];
                ServerDiagnostics.Error(context, "ST1143", entry.Key.Span, $"`{type.FullName}` has no field `{entry.Key.Text}`.", Nearest.To(entry.Key.Text, known) is { } near ? $"Did you mean `{near}`?" : $"It has: {string.Join(", ", known)}.");
                continue;
            }

            if (field.FieldType != FieldType.Message)
            {
                continue;
            }

            IEnumerable<DocumentNode> inner = (field.IsMap, entry.Value) switch
            {
                (true, DocumentNode.Mapping values) => values.Entries.Select(static e => e.Value),
                (false, DocumentNode.Sequence list) => list.Items,
                _ => [entry.Value],
            };
            MessageDescriptor? innerType = field.IsMap ? ValueType(field) : field.MessageType;
            foreach (DocumentNode item in innerType is null ? [] : inner)
            {
                CheckFields(item, innerType!, context, depth + 1);
            }
        }
    }

    private static MessageDescriptor? ValueType(FieldDescriptor map) =>
        map.MessageType.FindFieldByNumber(2) is { FieldType: FieldType.Message } value ? value.MessageType : null;
}
