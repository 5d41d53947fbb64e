using System.Text.Json;

namespace Seatrial.Project.JsonSchema;

/// <summary>How a schema is compiled.</summary>
public sealed record JsonSchemaOptions
{
    /// <summary>The address of a document that names none.</summary>
    internal const string NoAddress = "schema:///";

    /// <summary>The language of the schema.</summary>
    public JsonSchemaDialect Dialect { get; init; } = JsonSchemaDialect.Draft202012;

    /// <summary>Whether <c>format</c> is checked; otherwise it is a note to readers, as the standard has it.</summary>
    public bool AssertFormats { get; init; }

    /// <summary>The address of the document, which relative references in it begin from; an <c>$id</c> in it wins.</summary>
    public string BaseUri { get; init; } = NoAddress;

    /// <summary>Finds other documents by their address, without its fragment; null for those there are not.</summary>
    public Func<string, JsonElement?>? Find { get; init; }

    /// <summary>How many errors a result names at most.</summary>
    public int MostErrors { get; init; } = 50;
}
