using System.Text.Json;
using Seatrial.Core.Flows;

namespace Seatrial.Project.Shapes;

/// <summary>JSON Schemas (2020-12) of the files users write, for completion, explanations and checks in an editor.</summary>
public static class EditorSchemas
{
    /// <summary>The schema of flow files.</summary>
    /// <param name="verbs">The verbs steps can use.</param>
    public static byte[] Flow(IReadOnlyList<IStepVerb> verbs) => Written(json => new FlowSchemaWriter(json, verbs).Write());

    /// <summary>The schema of <c>seatrial.yaml</c>.</summary>
    public static byte[] Project() => Written(static json => new ShapeWriter(json).WriteFile("A Seatrial project", ProjectShapes.File, null));

    private static byte[] Written(Action<Utf8JsonWriter> write)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, new JsonWriterOptions { Indented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            write(json);
        }

        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }
}
