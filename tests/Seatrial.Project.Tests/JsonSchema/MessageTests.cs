using System.Text.Json;
using Seatrial.Project.JsonSchema;

namespace Seatrial.Project.Tests.JsonSchema;

/// <summary>What a person is told: where in the instance, which keyword, and what was expected and what was there.</summary>
public sealed class MessageTests
{
    [Theory]
    [InlineData("""{"type":"integer"}""", "\"3\"", "expected integer, was string \"3\"")]
    [InlineData("""{"type":["string","null"]}""", "1.5", "expected string or null, was number 1.5")]
    [InlineData("""{"type":"string"}""", "null", "expected string, was null")]
    [InlineData("""{"enum":["a","b"]}""", "\"c\"", "expected one of \"a\", \"b\", was \"c\"")]
    [InlineData("""{"const":5}""", "6", "expected 5, was 6")]
    [InlineData("""{"minimum":5}""", "4.9", "expected at least 5, was 4.9")]
    [InlineData("""{"exclusiveMaximum":5}""", "5.0", "expected less than 5, was 5.0")]
    [InlineData("""{"multipleOf":0.01}""", "0.075", "expected a multiple of 0.01, was 0.075")]
    [InlineData("""{"minLength":2}""", "\"é\"", "expected at least 2 characters, was 1: \"é\"")]
    [InlineData("""{"pattern":"^A-\\d+$"}""", "\"B-1\"", "expected a text matching /^A-\\d+$/, was \"B-1\"")]
    [InlineData("""{"maxItems":1}""", "[1,2]", "expected at most 1 item, was 2")]
    [InlineData("""{"uniqueItems":true}""", "[{\"a\":1},2,{\"a\":1.0}]", "expected no two equal items, and items 0 and 2 are both {\"a\":1}")]
    [InlineData("""{"contains":{"type":"string"},"minContains":2}""", "[1,\"a\"]", "expected at least 2 items that fit `contains`, was 1 of 2")]
    [InlineData("""{"required":["id"]}""", "{}", "the property \"id\" is missing")]
    [InlineData("""{"dependentRequired":{"a":["b"]}}""", "{\"a\":1}", "the property \"b\" is missing, which \"a\" needs")]
    [InlineData("""{"propertyNames":{"maxLength":1}}""", "{\"ab\":1}", "the name \"ab\" does not fit: expected at most 1 character, was 2: \"ab\"")]
    [InlineData("""{"not":{"type":"string"}}""", "\"a\"", "expected a value that does not fit the schema under `not`, was \"a\"")]
    [InlineData("""{"anyOf":[{"type":"string"},{"type":"null"}]}""", "3", "expected string or null, was number 3")]
    [InlineData("""{"oneOf":[{"minimum":1},{"minimum":2}]}""", "3", "fits the alternatives 1 and 2 of 2, and must fit exactly one")]
    [InlineData("false", "3", "nothing may be there")]
    public void Evaluate_OneMismatch_SaysExpectedAndActual(string schema, string instance, string message)
    {
        JsonSchemaError error = Assert.Single(Evaluate(schema, instance).Errors);

        Assert.Equal(("", message), (error.InstanceLocation, error.Message));
    }

    [Fact]
    public void Evaluate_SeveralMismatches_AllWithTheirPlaces()
    {
        JsonSchemaResult result = Evaluate(
            """{"$defs":{"id":{"type":"integer"}},"properties":{"id":{"$ref":"#/$defs/id"},"a/b":{"items":{"minimum":1}}},"additionalProperties":false,"required":["state"]}""",
            """{"id":"x","a/b":[1,0],"staet":1}""");

        Assert.Equal(
            [
                "# #/required the property \"state\" is missing",
                "#/id #/$defs/id/type expected integer, was string \"x\"",
                "#/a~1b/1 #/properties/a~1b/items/minimum expected at least 1, was 0",
                "#/staet #/additionalProperties the schema has no such property",
            ],
            result.Errors.Select(e => $"#{e.InstanceLocation} {e.KeywordLocation} {e.Message}"));
    }

    [Fact]
    public void Evaluate_UnknownPropertyCloseToAKnownOne_AsksForIt()
    {
        JsonSchemaError error = Assert.Single(Evaluate("""{"properties":{"state":true},"additionalProperties":false}""", """{"staet":1}""").Errors);

        Assert.Equal("the schema has no such property; is \"state\" meant?", error.Message);
    }

    [Fact]
    public void Evaluate_NoAlternativeFits_ExplainsTheClosest()
    {
        const string Schema = """
            {"oneOf":[
              {"properties":{"kind":{"const":"card"},"number":{"type":"string"}},"required":["number"]},
              {"properties":{"kind":{"const":"cash"},"amount":{"type":"number"}},"required":["amount"]}]}
            """;

        JsonSchemaResult result = Evaluate(Schema, """{"kind":"cash","amount":"12"}""");

        Assert.Equal(
            [" fits none of 2 alternatives; the closest is number 2", "/amount expected number, was string \"12\""],
            result.Errors.Select(e => $"{e.InstanceLocation} {e.Message}"));
    }

    [Fact]
    public void Evaluate_ManyMismatches_IsCapped()
    {
        JsonSchemaResult result = Evaluate("""{"items":{"type":"string"}}""", $"[{string.Join(',', Enumerable.Repeat("1", 10_000))}]");

        Assert.Equal((50, true), (result.Errors.Length, result.HasMore));
        Assert.False(Evaluate("""{"items":{"type":"string"}}""", "[1,2]").HasMore);
    }

    [Fact]
    public void Evaluate_LongValue_IsCut()
    {
        string message = Evaluate("""{"type":"integer"}""", $"\"{new string('a', 5000)}\"").Errors[0].Message;

        Assert.True(message.Length < 150, message);
    }

    [Theory]
    [InlineData("""{"properties":{"a":{"type":"text"}}}""", "#/properties/a/type: \"text\" is no type; types are string, number, integer, boolean, object, array, null")]
    [InlineData("""{"type":[]}""", "#/type: type must be one of string, number, integer, boolean, object, array, null, or a list of them, and this is a list")]
    [InlineData("""{"required":"id"}""", "#/required: required must be a list of texts")]
    [InlineData("""{"minLength":-1}""", "#/minLength: minLength must be a whole number from 0 on, and this is -1")]
    [InlineData("""{"multipleOf":0}""", "#/multipleOf: multipleOf must be a number above 0, and this is 0")]
    [InlineData("""{"pattern":"a("}""", "#/pattern: \"a(\" is not a regular expression of ECMA-262: a group is not closed")]
    [InlineData("""{"items":[{"type":"string"}]}""", "#/items: items must be one schema for all items; a list of schemas, one an item, is prefixItems")]
    [InlineData("""{"properties":{"a":5}}""", "#/properties/a: a schema is an object or a boolean, and this is 5")]
    [InlineData("""{"allOf":[]}""", "#/allOf: allOf must be a list of at least one schema, and this is a list")]
    [InlineData("""{"$ref":"#/$defs/a"}""", "#/$ref: \"#/$defs/a\" leads nowhere")]
    [InlineData("""{"$ref":"#a"}""", "#/$ref: \"#a\" leads nowhere: no schema there has that name")]
    [InlineData("""{"$ref":"other.json"}""", "#/$ref: \"other.json\" leads to a document that is not there")]
    [InlineData("""{"$ref":"#/x","x":5}""", "#/$ref: \"#/x\" leads to what is no schema")]
    [InlineData("""{"$id":"a#b"}""", "#/$id: \"a#b\" has a fragment; a name inside a document is an $anchor")]
    [InlineData("""{"$defs":{"a":{"$anchor":"x"},"b":{"$anchor":"x"}}}""", "two schemas have the name \"x\"")]
    [InlineData("""{"$schema":"http://json-schema.org/draft-07/schema#"}""", "#/$schema: the schema is written for \"http://json-schema.org/draft-07/schema#\", and what is understood is \"https://json-schema.org/draft/2020-12/schema\"")]
    [InlineData("""{"title":"\ud800","enum":["\ud800"]}""", "a text is not made of whole characters")]
    [InlineData("5", "#: a schema is an object or a boolean, and this is 5")]
    public void Compile_NoSchema_SaysWhereAndWhy(string schema, string message) =>
        Assert.Contains(message, Assert.Throws<JsonSchemaException>(() => Schema.Compile(JsonElement.Parse(schema))).Message, StringComparison.Ordinal);

    private static JsonSchemaResult Evaluate(string schema, string instance) =>
        Schema.Compile(JsonElement.Parse(schema)).Evaluate(JsonElement.Parse(instance));
}
