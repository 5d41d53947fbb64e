using System.Text.Json;
using Seatrial.Project.JsonSchema;

namespace Seatrial.Project.Tests.JsonSchema;

/// <summary>Other documents, and the schemas of API descriptions.</summary>
public sealed class DialectTests
{
    private static readonly JsonSchemaOptions OpenApi30 = new() { Dialect = JsonSchemaDialect.OpenApi30 };

    private static readonly JsonElement Api = JsonElement.Parse("""
        {
          "openapi": "3.0.3",
          "paths": { "/orders": { "get": { "responses": { "200": { "content": { "application/json": { "schema": { "type": "array", "items": { "$ref": "#/components/schemas/Order" } } } } } } } } },
          "components": { "schemas": {
            "Order": { "type": "object", "required": ["id"], "properties": {
              "id": { "type": "integer", "minimum": 0, "exclusiveMinimum": true },
              "note": { "type": "string", "nullable": true },
              "parent": { "description": "ignored beside the reference", "nullable": true, "$ref": "#/components/schemas/Order" } } } } }
        }
        """);

    [Theory]
    [InlineData("""[{"id":1,"note":null}]""", null)]
    [InlineData("""[{"id":0}]""", "/0/id #/components/schemas/Order/properties/id/exclusiveMinimum expected more than 0, was 0")]
    [InlineData("""[{"id":1,"note":3}]""", "/0/note #/components/schemas/Order/properties/note/type expected string or null, was number 3")]
    [InlineData("""[{"id":1,"parent":null}]""", "/0/parent #/components/schemas/Order/type expected object, was null")]
    [InlineData("""[{"id":1,"parent":{"id":2,"parent":{}}}]""", "/0/parent/parent #/components/schemas/Order/required the property \"id\" is missing")]
    public void Compile_SchemaOfAnApiDescription_ReachesItsComponents(string instance, string? error)
    {
        Schema schema = Schema.Compile(Api, "/paths/~1orders/get/responses/200/content/application~1json/schema", OpenApi30);

        Assert.Equal(error, schema.Evaluate(JsonElement.Parse(instance)).Errors.Select(e => $"{e.InstanceLocation} {e.KeywordLocation} {e.Message}").SingleOrDefault());
    }

    [Theory]
    [InlineData("""{"type":["string","null"]}""")]
    [InlineData("""{"type":"null"}""")]
    [InlineData("""{"exclusiveMinimum":5}""")]
    [InlineData("""{"nullable":"yes","type":"string"}""")]
    [InlineData("""{"properties":{"a":true}}""")]
    public void Compile_OpenApi30_RefusesWhatIsNotIts(string schema) =>
        Assert.Throws<JsonSchemaException>(() => Schema.Compile(JsonElement.Parse(schema), OpenApi30));

    [Theory]
    [InlineData("""{"const":1}""", "2")]
    [InlineData("""{"prefixItems":[{"type":"string"}]}""", "[1]")]
    [InlineData("""{"if":true,"then":false}""", "1")]
    [InlineData("""{"$id":5,"$anchor":5}""", "1")]
    [InlineData("""{"additionalProperties":true,"patternProperties":5}""", "{\"a\":1}")]
    public void Compile_OpenApi30_IgnoresLaterKeywords(string schema, string instance) =>
        Assert.True(Schema.Compile(JsonElement.Parse(schema), OpenApi30).Evaluate(JsonElement.Parse(instance)).IsValid);

    [Fact]
    public void Compile_OpenApi31_Is202012()
    {
        JsonElement api = JsonElement.Parse("""{"openapi":"3.1.0","components":{"schemas":{"A":{"$schema":"https://spec.openapis.org/oas/3.1/dialect/base","type":["string","null"],"$ref":"#/components/schemas/B"},"B":{"maxLength":1}}}}""");
        Schema schema = Schema.Compile(api, "/components/schemas/A");

        Assert.True(schema.Evaluate(JsonElement.Parse("null")).IsValid);
        Assert.False(schema.Evaluate(JsonElement.Parse("\"ab\"")).IsValid);
    }

    [Fact]
    public void Find_OtherDocuments_ByAddressRelativeToTheirs()
    {
        Dictionary<string, string> documents = new(StringComparer.Ordinal)
        {
            ["https://x.example/schemas/common/money.json"] = """{"properties":{"currency":{"$ref":"./codes.json#/$defs/currency"}}}""",
            ["https://x.example/schemas/common/codes.json"] = """{"$defs":{"currency":{"enum":["EUR"]}}}""",
        };
        Schema schema = Schema.Compile(
            JsonElement.Parse("""{"properties":{"total":{"$ref":"common/money.json"}}}"""),
            new() { BaseUri = "https://x.example/schemas/order.json", Find = address => documents.TryGetValue(address, out string? text) ? JsonElement.Parse(text) : null });

        JsonSchemaError error = Assert.Single(schema.Evaluate(JsonElement.Parse("""{"total":{"currency":"USD"}}""")).Errors);

        Assert.Equal(("/total/currency", "https://x.example/schemas/common/codes.json#/$defs/currency/enum"), (error.InstanceLocation, error.KeywordLocation));
    }

    [Fact]
    public void Compile_PointerToNothing_IsTold() =>
        Assert.Equal("#/components/x: there is nothing at this place", Assert.Throws<JsonSchemaException>(() => Schema.Compile(Api, "/components/x")).Message);

    [Fact]
    public void Schema_OutlivesItsDocument()
    {
        Schema schema;
        using (JsonDocument document = JsonDocument.Parse("""{"const":[1]}"""))
        {
            schema = Schema.Compile(document.RootElement);
        }

        Assert.True(schema.Evaluate(JsonElement.Parse("[1.0]")).IsValid);
    }
}
