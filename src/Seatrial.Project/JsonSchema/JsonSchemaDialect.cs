namespace Seatrial.Project.JsonSchema;

/// <summary>The language a schema is written in.</summary>
public enum JsonSchemaDialect
{
    /// <summary>JSON Schema 2020-12, which is also that of OpenAPI 3.1.</summary>
    Draft202012,

    /// <summary>The schema objects of OpenAPI 3.0: <c>nullable</c>, boolean <c>exclusiveMinimum</c>, nothing beside <c>$ref</c>.</summary>
    OpenApi30,
}
