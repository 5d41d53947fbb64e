using System.Collections.Immutable;
using System.Net;
using CsCheck;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Seatrial.Core.Flows;
using Seatrial.Flows.Http;
using Seatrial.Flows.Tests.Peers;
using Seatrial.Flows.Tests.Running;
using Seatrial.TestKit;

namespace Seatrial.Flows.Tests.Http;

public sealed class XmlTests
{
    private const string Soap = """
        <?xml version="1.0" encoding="utf-8"?>
        <s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Body>
          <order xmlns="urn:shop" id="7"><state>paid</state><item>A</item><item>B</item><total>12.50</total><note/></order>
        </s:Body></s:Envelope>
        """;

    [Fact]
    public async Task RunAsync_XPath_ReadsTextsNumbersTruthsAndLists()
    {
        FlowAttemptResult result = await AskAsync(Soap, "application/soap+xml", """
            namespaces: { s: 'http://www.w3.org/2003/05/soap-envelope', o: 'urn:shop' }
                expect:
                  xpath:/s:Envelope/s:Body/o:order/o:state: paid
                  xpath:string(//o:order/@id): 7
                  xpath://o:order/@id: '7'
                  xpath://o:total: { closeTo: 12.5, tolerance: 0 }
                  xpath:count(//o:item): 2
                  xpath://o:item: { equals: [A, B], count: 2 }
                  xpath:boolean(//o:note): true
                  xpath://o:missing: { exists: false }
            """);

        Assert.Null(result.Failure);
    }

    [Theory]
    [InlineData("value", Soap, "application/xml", "namespaces: { o: 'urn:shop' }\n    expect: { 'xpath://o:state': sent }")]
    [InlineData("missing", Soap, "application/xml", "expect: { 'xpath://state': sent }")]
    [InlineData("prefix", Soap, "application/xml", "expect: { 'xpath://o:state': sent }")]
    [InlineData("html", "<!DOCTYPE html><html><br></html>", "text/html", "expect: { 'xpath://a': sent }")]
    [InlineData("json", """{"a":1}""", "application/json", "expect: { 'xpath://a': sent }")]
    [InlineData("dtd", """<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>""", "application/xml", "expect: { 'xpath:/a': sent }")]
    public async Task RunAsync_XPathDoesNotHold_SaysWhy(string kind, string body, string type, string then)
    {
        FlowAttemptResult result = await AskAsync(body, type, then);

        Assert.Equal(FailureKind.Expectation, result.Failure!.Kind);
        Snapshot.Match(Trial.Stable(result.Failure.Message), $"{nameof(RunAsync_XPathDoesNotHold_SaysWhy)}.{kind}");
    }

    [Fact]
    public void Of_AnyBody_IsXmlOrSaysWhyNot() =>
        Gen.OneOf(Gen.Byte.Array[0, 60], Words("<a>", "</a>", "<a/>", "<?xml version='1.0' encoding='utf-16'?>", "<!DOCTYPE a>", "&x;", "<![CDATA[", "]]>", " x='1'", "\0", "<", "é").Array[0, 12].Select(static p => System.Text.Encoding.UTF8.GetBytes(string.Concat(p))))
            .Sample(
                static bytes =>
                {
                    using HttpResponseMessage response = new(HttpStatusCode.OK);
                    XmlBody body = XmlBody.Of(new HttpReply(response, ReadBody.Empty with { Kept = bytes }, TimeSpan.Zero));
                    FlowValue value = body.Select("count(//*)", ImmutableDictionary<string, string>.Empty, out string? whyNot);
                    Assert.True(value.Exists != (whyNot is not null));
                },
                iter: 5_000);

    private static async Task<FlowAttemptResult> AskAsync(string body, string type, string then)
    {
        await using FakeService service = await FakeService.StartAsync(app => app.MapGet("/", () => Results.Text(body, type)));
        using Trial trial = Trial.Of(
            $$$"""
              - name: Look
                http: GET {{ shop }}/
                {{{then}}}
            """,
            service.Address);
        return await trial.RunAsync();
    }

    private static Gen<string> Words(params string[] words) => Gen.Int[0, words.Length - 1].Select(i => words[i]);
}
