using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Seatrial.Project.JsonSchema;

namespace Seatrial.Project.Tests.JsonSchema;

/// <summary>What the suite leaves open: depth, loops, time, and exactness.</summary>
public sealed class BoundsTests
{
    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 100_000 };

    [Fact]
    public void Evaluate_InstanceAsDeepAsParsersAllow_Holds()
    {
        Schema schema = Schema.Compile(JsonElement.Parse("""{"$ref":"#/$defs/n","$defs":{"n":{"anyOf":[{"allOf":[{"properties":{"c":{"$ref":"#/$defs/n"}}}]}],"additionalProperties":false,"properties":{"c":true}}}}"""));
        string deep = string.Concat(Enumerable.Repeat("{\"c\":", 63)) + "1" + new string('}', 63);

        Assert.True(schema.Evaluate(JsonElement.Parse(deep)).IsValid);
        Assert.False(schema.Evaluate(JsonElement.Parse(deep.Replace("1", "{\"d\":1}", StringComparison.Ordinal))).IsValid);
    }

    [Fact]
    public void Evaluate_InstanceFarDeeper_IsRefusedNotOverflown()
    {
        Schema schema = Schema.Compile(JsonElement.Parse("""{"items":{"$ref":"#"}}"""));
        using JsonDocument deep = JsonDocument.Parse(new string('[', 50_000) + new string(']', 50_000), Deep);

        Assert.Contains("too deep", Assert.Throws<JsonSchemaException>(() => schema.Evaluate(deep.RootElement)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Compile_DeepSchema_NeedsNoStack()
    {
        using JsonDocument deep = JsonDocument.Parse(string.Concat(Enumerable.Repeat("{\"items\":", 2_500)) + "{}" + new string('}', 2_500), Deep);

        Assert.True(Schema.Compile(deep.RootElement).Evaluate(JsonElement.Parse("[[[]]]")).IsValid);
    }

    [Theory]
    [InlineData("""{"$ref":"#"}""")]
    [InlineData("""{"allOf":[{"$ref":"#/$defs/a"}],"$defs":{"a":{"anyOf":[{"$ref":"#/$defs/b"}]},"b":{"$ref":"#/$defs/a"}}}""")]
    [InlineData("""{"$dynamicAnchor":"x","not":{"$dynamicRef":"#x"}}""")]
    [InlineData("""{"$dynamicRef":"#x","$dynamicAnchor":"x"}""")]
    public void Evaluate_SchemaThatNeverEnds_IsTold(string schema) =>
        Assert.EndsWith("the schema refers to itself without end", Assert.Throws<JsonSchemaException>(() => Schema.Compile(JsonElement.Parse(schema)).Evaluate(JsonElement.Parse("1"))).Message, StringComparison.Ordinal);

    [Fact]
    public void Evaluate_AlternativesWithoutNumber_EndAfterABound()
    {
        StringBuilder text = new("""{"$ref":"#/$defs/a0","$defs":{""");
        for (int i = 0; i < 60; i++)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $$"""  "a{{i}}":{"allOf":[{"$ref":"#/$defs/a{{i + 1}}"},{"$ref":"#/$defs/a{{i + 1}}"}]},  """);
        }

        Schema schema = Schema.Compile(JsonElement.Parse(text.Append("\"a60\":true}}").ToString()));
        long started = Stopwatch.GetTimestamp();

        Assert.Contains("takes too long", Assert.Throws<JsonSchemaException>(() => schema.Evaluate(JsonElement.Parse("1"))).Message, StringComparison.Ordinal);
        Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(60));
    }

    [Fact]
    public void Evaluate_PatternThatBacktracksWithoutEnd_IsTold()
    {
        Schema schema = Schema.Compile(JsonElement.Parse("""{"pattern":"^(?=a)(a+)+\\1$"}"""));

        Assert.Contains("longer than a second", Assert.Throws<JsonSchemaException>(() => schema.Evaluate(JsonElement.Parse($"\"{new string('a', 40)}b\""))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0.01", "4.35", true)]
    [InlineData("0.01", "1e308", true)]
    [InlineData("0.1", "0.30000000000000004", false)]
    [InlineData("1e-8", "12391239123", true)]
    [InlineData("3", "1e1000000000", false)]
    [InlineData("5", "1e1000000000", true)]
    [InlineData("0.0001", "0.00751", false)]
    [InlineData("1e300", "3e301", true)]
    [InlineData("7", "0", true)]
    [InlineData("12345678901234567890123", "37037036703703703670369", true)]
    public void MultipleOf_IsExact(string divisor, string number, bool holds) =>
        Assert.Equal(holds, Schema.Compile(JsonElement.Parse($$"""{"multipleOf":{{divisor}}}""")).Evaluate(JsonElement.Parse(number)).IsValid);

    [Fact]
    public void UniqueItems_ManyItems_IsFast()
    {
        Schema schema = Schema.Compile(JsonElement.Parse("""{"uniqueItems":true}"""));

        Assert.True(schema.Evaluate(JsonElement.Parse($"[{string.Join(',', Enumerable.Range(0, 100_000))}]")).IsValid);
    }

    [Fact]
    public void Evaluate_FromManyThreads_GivesTheSame()
    {
        Schema schema = Schema.Compile(JsonElement.Parse("""{"$ref":"https://json-schema.org/draft/2020-12/schema"}"""));
        JsonElement good = JsonElement.Parse("""{"properties":{"a":{"type":"string"}}}""");
        JsonElement bad = JsonElement.Parse("""{"properties":{"a":{"type":"text"}}}""");

        Parallel.For(0, 2_000, _ =>
        {
            Assert.True(schema.Evaluate(good).IsValid);
            Assert.False(schema.Evaluate(bad).IsValid);
        });
    }
}
