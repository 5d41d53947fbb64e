using System.Collections.Immutable;
using System.Globalization;
using Seatrial.Core.Deployments;
using Seatrial.Core.Documents;
using Seatrial.Core.Flows;
using Seatrial.Core.Triage;

namespace Seatrial.Core.Tests.Triage;

/// <summary>Whom the evidence points at, from traces as services send them, whole and with holes.</summary>
public sealed class SuspectRankingTests
{
    private const string TraceId = "0af7651916cd43dd8448eb211c80319c";

    private static readonly DateTimeOffset Started = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void AServiceWhoseOwnSpansAreMissingIsBlamedForTheErrorItAnswered()
    {
        ImmutableArray<Suspect> suspects = Rank(
            Server("1", null, "orders", 502),
            Client("2", "1", "orders", "http://payments:8080/charges", 500));

        Assert.Equal("payments", suspects[0].Service);
        Assert.Contains(suspects[0].Evidence, line => line.Contains("its own telemetry is missing", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    public void ARefusalWithoutTheRefusersSpansIsWeighedAsOneWithThem(int status)
    {
        SpanRecord asked = Server("1", null, "orders", 502);
        SpanRecord call = Client("2", "1", "orders", "http://gateway/payments/charges", status);
        ImmutableArray<Suspect> whole = Rank(asked, call, Server("3", "2", "payments", status));
        ImmutableArray<Suspect> holed = Rank(asked, call);

        // Coverage, which only breaks ties, is all that may differ: it counts spans that are there.
        Assert.Equal(Score(whole, "orders"), Score(holed, "orders"));
        Assert.InRange(Score(whole, "payments") - Score(holed, "payments"), 0, 0.5);
    }

    [Fact]
    public void AServiceThatRefusesEveryoneIsBlamedEvenWhenItIsNotSeen()
    {
        TraceSignals other = new(
            "1af7651916cd43dd8448eb211c80319c",
            [Server("1", null, "inventory", 200), Client("2", "1", "inventory", "http://gateway/payments/holds", 401)],
            [],
            Started,
            IsTruncated: false);

        ImmutableArray<Suspect> suspects = Rank(
            [other],
            Server("1", null, "orders", 502),
            Client("2", "1", "orders", "http://gateway/payments/charges", 401),
            Server("3", "1", "inventory", 200));

        Assert.Equal("payments", suspects[0].Service);
    }

    [Fact]
    public void ACallThatWasNotAnsweredIsStillItsCallersWhenNothingSaysMore()
    {
        ImmutableArray<Suspect> suspects = Rank(
            Server("1", null, "orders", 502),
            Client("2", "1", "orders", "http://paymints:8080/charges", 0));

        Assert.Equal("orders", suspects[0].Service);
    }

    [Fact]
    public void AnAddressThatNamesTwoServicesBlamesNeitherOfThem()
    {
        ImmutableArray<Suspect> suspects = Rank(
            Server("1", null, "orders", 502),
            Client("2", "1", "orders", "http://payments/for/inventory", 500));

        Assert.Equal("orders", suspects[0].Service);
        Assert.Single(suspects);
    }

    private static double Score(ImmutableArray<Suspect> suspects, string service) => suspects.Single(s => s.Service == service).Score;

    private static ImmutableArray<Suspect> Rank(params SpanRecord[] spans) => Rank([], spans);

    private static ImmutableArray<Suspect> Rank(ImmutableArray<TraceSignals> others, params SpanRecord[] spans)
    {
        StepFailure failure = new(FailureKind.Expectation, 0, "Place the order", "expected 201, came 502", new SourceSpan("a.flow.yaml", 1, 1, 1))
        {
            Target = "orders",
            HttpStatus = 502,
            TraceId = TraceId,
        };
        FailingStep step = new("checkout", 0, failure, new TraceSignals(TraceId, [.. spans], [], Started, IsTruncated: false), Green: null);
        Dictionary<string, string> versions = new() { ["inventory"] = "1.1.0", ["orders"] = "1.1.0", ["payments"] = "1.1.0" };
        return SuspectRanking.Rank(new SuspectInput([step], others, [.. versions.Keys], VersionSet.From(versions)));
    }

    private static SpanRecord Server(string id, string? parent, string service, int status) =>
        Span(id, parent, service, SpanKind.Server, "POST /charges", status) with { IsError = status >= 500 };

    private static SpanRecord Client(string id, string? parent, string service, string url, int status)
    {
        SpanRecord span = Span(id, parent, service, SpanKind.Client, "POST", status);
        return span with { IsError = true, Attributes = span.Attributes.Add("url.full", url) };
    }

    private static SpanRecord Span(string id, string? parent, string service, SpanKind kind, string name, int status)
    {
        int place = int.Parse(id, CultureInfo.InvariantCulture);
        SpanRecord span = new(TraceId, id, parent, service, name, kind, Started.AddMilliseconds(place), Started.AddMilliseconds(100 - place));
        return status == 0
            ? span
            : span with { Attributes = span.Attributes.Add("http.response.status_code", status.ToString(CultureInfo.InvariantCulture)) };
    }
}
