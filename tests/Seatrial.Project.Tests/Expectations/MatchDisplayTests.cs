using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CsCheck;
using Seatrial.Project.Expectations;
using Seatrial.Project.JsonPath;

namespace Seatrial.Project.Tests.Expectations;

public sealed class MatchDisplayTests
{
    private static readonly JsonSerializerOptions[] Forms =
    [
        new(),
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping },
        new() { WriteIndented = true },
        new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping },
    ];

    private static readonly Gen<string> Plain = Gen.String[Gen.Char[' ', '~'], 0, 12];
    private static readonly Gen<string> Text = Gen.OneOf(Plain, Gen.String[0, 8], Gen.Const("a b"), Gen.Const("\u007f"), Gen.Const("é\u2028😀"), Gen.Const("\"\\/"));

    private static readonly Gen<object?> Value = Gen.Recursive<object?>(static (depth, inner) => depth > 3
        ? Text.Select(static t => (object?)t)
        : Gen.OneOf(
            Text.Select(static t => (object?)t),
            Gen.Int.Select(static n => (object?)n),
            Gen.Bool.Select(static b => (object?)b),
            Gen.Const((object?)null),
            inner.Array[0, 3].Select(static a => (object?)a),
            Gen.Select(Text, inner).Array[0, 3].Select(static m => (object?)m.DistinctBy(static e => e.Item1).ToDictionary(static e => e.Item1, static e => e.Item2))));

    [Fact]
    public void Values_are_shown_as_a_writer_would_write_them_without_white_space() =>
        Gen.Select(Value, Gen.Bool, Gen.Bool).Sample(static (value, isIndented, isRelaxed) =>
        {
            JsonElement element = JsonDocument.Parse(JsonSerializer.SerializeToUtf8Bytes(value, Forms[(isIndented ? 2 : 0) + (isRelaxed ? 1 : 0)])).RootElement;

            Assert.Equal(Written(element), new MatchDisplay(null).Show(element, int.MaxValue));
        });

    [Theory]
    [InlineData("$", "{\"a\":[1,{\"b\":2}]}")]
    [InlineData("$.a", "{\"a\":1,\"a\":2}")]
    [InlineData("$.a[1].b", "{\"a\":[1,{\"b\":null}]}")]
    [InlineData("$.a[-1].b", "{\"a\":[1,{\"b\":2}]}")]
    [InlineData("$.a[-3]", "{\"a\":[1,2]}")]
    [InlineData("$.a[9]", "{\"a\":[1,2]}")]
    [InlineData("$[0].a", "{\"a\":1}")]
    [InlineData("$.a.b", "[1]")]
    [InlineData("$['a']['b']", "{\"a\":{\"b\":\"x\"}}")]
    public void A_singular_query_selects_alone_what_it_selects_in_a_list(string query, string json)
    {
        JsonPathQuery path = JsonPathQuery.TryParse(query, out _)!;
        JsonElement root = JsonDocument.Parse(json).RootElement;
        JsonElement only = path.SelectOne(root);

        Assert.True(path.IsSingular);
        Assert.Equal(path.Select(root).Select(static n => n.GetRawText()), only.ValueKind == JsonValueKind.Undefined ? [] : [only.GetRawText()]);
    }

    private static string Written(JsonElement element)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            element.WriteTo(writer);
        }

        return element.ValueKind is JsonValueKind.Array or JsonValueKind.Object or JsonValueKind.String ? Encoding.UTF8.GetString(buffer.WrittenSpan) : element.GetRawText();
    }
}
