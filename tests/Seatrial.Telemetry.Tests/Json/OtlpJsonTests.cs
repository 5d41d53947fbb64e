using System.Text;
using System.Text.Json;
using OpenTelemetry.Proto.Trace.V1;
using Seatrial.Telemetry.Json;
using Seatrial.Telemetry.Tests.Intake;

namespace Seatrial.Telemetry.Tests.Json;

public sealed class OtlpJsonTests
{
    [Fact]
    public void Span_WithEverything_IsRead()
    {
        var span = ReadSpan("""
            {"traceId":"5B8EFFF798038103D269B633813FC60C","spanId":"EEE19B7EC3C1B174","parentSpanId":"eee19b7ec3c1b173",
             "name":"pay","kind":3,"startTimeUnixNano":"1544712660000000000","endTimeUnixNano":1544712661000000000,
             "attributes":[{"key":"a","value":{"stringValue":"b"}}],"flags":257,"traceState":"x=y","newField":[{"a":[1]}],
             "events":[{"timeUnixNano":"1","name":"exception","attributes":[{"key":"exception.type","value":{"stringValue":"E"}}]}],
             "links":[{"traceId":"5B8EFFF798038103D269B633813FC60C","spanId":"EEE19B7EC3C1B174"}],
             "status":{"message":"no","code":2}}
            """);

        Assert.Equal(Requests.Id(Requests.TraceId), span.TraceId);
        Assert.Equal(Requests.Id("eee19b7ec3c1b174"), span.SpanId);
        Assert.Equal(Requests.Id("eee19b7ec3c1b173"), span.ParentSpanId);
        Assert.Equal("pay", span.Name);
        Assert.Equal(OpenTelemetry.Proto.Trace.V1.Span.Types.SpanKind.Client, span.Kind);
        Assert.Equal(1_544_712_660_000_000_000UL, span.StartTimeUnixNano);
        Assert.Equal(1_544_712_661_000_000_000UL, span.EndTimeUnixNano);
        Assert.Equal("b", Assert.Single(span.Attributes).Value.StringValue);
        Assert.Equal("exception", Assert.Single(span.Events).Name);
        Assert.Equal(Requests.Id("eee19b7ec3c1b174"), Assert.Single(span.Links).SpanId);
        Assert.Equal(Status.Types.StatusCode.Error, span.Status.Code);
        Assert.Equal("no", span.Status.Message);
    }

    [Theory]
    [InlineData("""{"intValue":"10"}""", "10")]
    [InlineData("""{"intValue":10}""", "10")]
    [InlineData("""{"intValue":"-9223372036854775808"}""", "-9223372036854775808")]
    [InlineData("""{"intValue":1e3}""", "1000")]
    [InlineData("""{"doubleValue":637.704}""", "637.704")]
    [InlineData("""{"doubleValue":"NaN"}""", "NaN")]
    [InlineData("""{"doubleValue":"-Infinity"}""", "-Infinity")]
    [InlineData("""{"boolValue":true}""", "true")]
    [InlineData("""{"bytesValue":"AQI="}""", "AQI=")]
    [InlineData("""{"arrayValue":{"values":[{"stringValue":"a\"b"},{"intValue":"1"},{}]}}""", """["a\"b",1,null]""")]
    [InlineData("""{"kvlistValue":{"values":[{"key":"k","value":{"boolValue":false}}]}}""", """{"k":false}""")]
    [InlineData("{}", "")]
    [InlineData("null", "")]
    public void Value_OfAnyType_BecomesText(string value, string expected)
    {
        var span = ReadSpan($$"""{"attributes":[{"key":"a","value":{{value}}}]}""");

        Assert.Equal(expected, Seatrial.Telemetry.Intake.AnyValueText.Of(span.Attributes[0].Value, 100));
    }

    [Theory]
    [InlineData("""{"trace_id":"5B8EFFF798038103D269B633813FC60C","span_id":"EEE19B7EC3C1B174"}""")]
    [InlineData("""{"traceId":null,"attributes":null,"status":null,"events":[],"name":null,"kind":null}""")]
    [InlineData("""{"TraceId":"00"}""")]
    public void Span_WithUnknownOrNullFields_IsReadWithoutThem(string json)
    {
        var span = ReadSpan(json);

        Assert.True(span.TraceId.IsEmpty);
        Assert.Empty(span.Attributes);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{")]
    [InlineData("{} {}")]
    [InlineData("""{"resourceSpans":{}}""")]
    [InlineData("""{"resourceSpans":[1]}""")]
    [InlineData("""{"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"xyz"}]}]}]}""")]
    [InlineData("""{"resourceSpans":[{"scopeSpans":[{"spans":[{"kind":"SPAN_KIND_SERVER"}]}]}]}""")]
    [InlineData("""{"resourceSpans":[{"scopeSpans":[{"spans":[{"startTimeUnixNano":"-1"}]}]}]}""")]
    [InlineData("""{"resourceSpans":[{"scopeSpans":[{"spans":[{"startTimeUnixNano":1.5}]}]}]}""")]
    [InlineData("""{"resourceSpans":[{"scopeSpans":[{"spans":[{"startTimeUnixNano":"18446744073709551616"}]}]}]}""")]
    public void Document_OfAnotherForm_IsRefused(string json) =>
        Assert.ThrowsAny<JsonException>(() => TraceJson.Read(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void Text_ThatIsNotUtf8_IsRefused()
    {
        byte[] json = [.. "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"name\":\""u8, 0xFF, .. "\"}]}]}]}"u8];

        Assert.Throws<JsonException>(() => TraceJson.Read(json));
    }

    [Fact]
    public void Value_NestedTooDeep_IsRefused()
    {
        var json = string.Concat(Enumerable.Repeat("{\"arrayValue\":{\"values\":[", 10_000));

        Assert.ThrowsAny<JsonException>(() => ReadSpan($$"""{"attributes":[{"value":{{json}}"""));
    }

    [Fact]
    public void Id_OfOddLength_IsPaddedOnTheLeft() =>
        Assert.Equal(Requests.Id("0abc"), ReadSpan("""{"traceId":"abc"}""").TraceId);

    private static Span ReadSpan(string json) => TraceJson
        .Read(Encoding.UTF8.GetBytes($$"""{"resourceSpans":[{"scopeSpans":[{"spans":[{{json}}]}]}]}"""))
        .ResourceSpans[0].ScopeSpans[0].Spans[0];
}
