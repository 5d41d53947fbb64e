using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using Seatrial.Core.Flows;
using Seatrial.Flows.Tests.Peers;
using Seatrial.TestKit;

namespace Seatrial.Flows.Tests.Running;

public sealed class FlowRunnerTests
{
    private const string Journey = """
          - name: Find an item
            http: GET {{ shop }}/items
            expect:
              status: 200
              $.items: { count: { atLeast: 1 } }
              header.content-type: { contains: json }
            capture:
              sku: $.items[0].sku
          - name: Place the order
            http: POST {{ shop }}/orders
            json: { sku: '{{ sku }}' }
            expect:
              status: 201
              $.state: pending
            capture: { orderId: $.id }
          - name: Read the order
            http: GET {{ shop }}/orders/{{ orderId }}
            expect: { status: 200 }
        """;

    [Fact]
    public async Task RunAsync_EveryExpectationHolds_Passes()
    {
        await using FakeService shop = await ShopAsync();
        using Trial trial = Trial.Of(Journey, shop.Address);

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Null(result.Failure);
        Assert.Equal(FlowOutcome.Passed, result.Outcome);
        Assert.True(result.AnyAnswer);
        Assert.Equal(["GET /items", "POST /orders", "GET /orders/7"], shop.SeenLines);
        Assert.Equal("""{"sku":"A-1"}""", shop.Seen.ElementAt(1).Body);
        Assert.All(trial.Sink.Steps.SelectMany(static step => step.Checks), static check => Assert.True(check.Passed));
        Assert.Equal([3, 2, 1], trial.Sink.Steps.Select(static step => step.Checks.Length));
        Assert.Equal("shop", trial.Sink.Steps[0].Target);
        Assert.StartsWith("curl -sS -i 'http://127.0.0.1:", trial.Sink.Exchanges[0]!.Curl, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_SameSeed_SameTracesAnnouncedBeforeTheRequests()
    {
        await using FakeService shop = await ShopAsync();
        using Trial first = Trial.Of(Journey, shop.Address);
        using Trial second = Trial.Of(Journey, shop.Address);

        FlowAttemptResult one = await first.RunAsync();
        FlowAttemptResult two = await second.RunAsync();
        FlowAttemptResult other = await second.RunAsync(seed: 43);

        Assert.Equal<IEnumerable<string>>(one.TraceIds, two.TraceIds);
        Assert.Empty(one.TraceIds.Intersect(other.TraceIds));
        Assert.Equal(3, one.TraceIds.Distinct().Count());
        Assert.All(one.TraceIds, static id => Assert.Matches("^[0-9a-f]{32}$", id));
        Assert.Equal($"start 0 {one.TraceIds[0]}", first.Sink.Log[0]);
        Assert.Equal(one.TraceIds[0], shop.Seen.First().Headers["traceparent"].Split('-')[1]);
        Assert.Equal(one.TraceIds[0], first.Sink.Steps[0].TraceId);
    }

    [Fact]
    public async Task RunAsync_ExpectationsFail_AllAreReportedAndLaterStepsSkipped()
    {
        await using FakeService shop = await FakeService.StartAsync(static app =>
        {
            app.MapGet("/items", static () => Results.Json(new { items = new[] { new { sku = "A-1" } } }));
            app.MapPost("/orders", static () => Results.Json(new { state = "failed", error = "no stock" }, statusCode: 500));
        });
        using Trial trial = Trial.Of(Journey, shop.Address);

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Equal(FlowOutcome.Failed, result.Outcome);
        Assert.Equal(FailureKind.Expectation, result.Failure!.Kind);
        Assert.Equal(500, result.Failure.HttpStatus);
        Assert.Equal("shop", result.Failure.Target);
        Assert.Equal("place-the-order: status Equals", result.Failure.Signature);
        Assert.Equal([StepOutcome.Passed, StepOutcome.Failed, StepOutcome.Skipped], trial.Sink.Steps.Select(static step => step.Outcome));
        Assert.Equal(2, trial.Sink.Steps[1].Checks.Length);
        Snapshot.Match(Trial.Stable(result.Failure.Message));
    }

    [Fact]
    public async Task RunAsync_AnswerIsNotJson_SaysWhatItIs()
    {
        await using FakeService shop = await FakeService.StartAsync(static app =>
            app.MapGet("/items", static () => Results.Text("<html>Bad gateway</html>", "text/html", statusCode: 200)));
        using Trial trial = Trial.Of(Journey, shop.Address);

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Equal(FailureKind.Expectation, result.Failure!.Kind);
        Snapshot.Match(Trial.Stable(result.Failure.Message));
    }

    [Fact]
    public async Task RunAsync_CaptureFindsNothing_IsTheProductsFailure()
    {
        await using FakeService shop = await FakeService.StartAsync(static app => app.MapGet("/items", static () => Results.Json(new { items = new[] { new { } } })));
        using Trial trial = Trial.Of(Journey, shop.Address);

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Equal(FailureKind.Expectation, result.Failure!.Kind);
        Snapshot.Match(Trial.Stable(result.Failure.Message));
    }

    [Fact]
    public async Task RunAsync_NothingListens_RetriesTheIdempotentAndSaysSo()
    {
        FakeTimeProvider time = new();
        using Trial trial = Trial.Of(Journey, RawPeer.Nowhere(), time);

        FlowAttemptResult result = await trial.RunFastAsync(time, TimeSpan.FromMilliseconds(50));

        Assert.Equal(FlowOutcome.Failed, result.Outcome);
        Assert.Equal(FailureKind.Transport, result.Failure!.Kind);
        Assert.Equal(TransportFault.ConnectionRefused, result.Failure.Fault);
        Assert.False(result.AnyAnswer);
        Assert.Equal(3, trial.Sink.Steps[0].Tries);
        Snapshot.Match(Trial.Stable(result.Failure.Message));
    }

    [Fact]
    public async Task RunAsync_ConnectionBreaksOnce_PassesDegraded()
    {
        await using RawPeer peer = RawPeer.Start(static (stream, connection, token) => RawPeer.WriteAsync(
            stream,
            connection == 1 ? "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf" : "HTTP/1.1 200 OK\r\nContent-Length: 4\r\nConnection: close\r\n\r\ntrue",
            token));
        using Trial trial = Trial.Of("  - name: Look\n    http: GET {{ shop }}/\n    expect: { status: 200 }", peer.Address);

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Equal(FlowOutcome.PassedDegraded, result.Outcome);
        Assert.Equal(1, trial.Sink.Steps[0].NetworkRetries);
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("    retrySafe: true\n", 3)]
    public async Task RunAsync_ConnectionBreaksOnAPost_IsRepeatedOnlyWhereThatIsSafe(string sibling, int connections)
    {
        await using RawPeer peer = RawPeer.Answering("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf");
        using Trial trial = Trial.Of("  - name: Order\n    http: POST {{ shop }}/\n" + sibling + "    expect: { status: 200 }", peer.Address);

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Equal(FailureKind.Transport, result.Failure!.Kind);
        Assert.Equal(connections, peer.Connections);
    }

    [Fact]
    public async Task RunAsync_ServiceNeverAnswers_NamesTheNearestDeadline()
    {
        FakeTimeProvider time = new();
        await using RawPeer peer = RawPeer.Start(static (_, _, token) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token)); // slow on purpose: this peer never answers
        using Trial trial = Trial.Of("  - name: Look\n    http: GET {{ shop }}/\n    within: 2s\n    expect: { status: 200 }", peer.Address, time);

        FlowAttemptResult result = await trial.RunFastAsync(time, TimeSpan.FromMilliseconds(500));

        Assert.Equal(FlowOutcome.Failed, result.Outcome);
        Assert.Equal(FailureKind.Deadline, result.Failure!.Kind);
        Assert.Contains("no answer came before the step's within 2 s passed", result.Failure.Message, StringComparison.Ordinal);
        Assert.Equal(TransportFault.Timeout, result.Failure.Fault);
    }

    [Fact]
    public async Task RunAsync_BodyNeverEnds_IsASignOfLifeAndSaysSo()
    {
        FakeTimeProvider time = new();
        await using RawPeer peer = RawPeer.Start(static async (stream, _, token) =>
        {
            await RawPeer.WriteAsync(stream, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf", token);
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token); // slow on purpose: this body never ends
        });
        using Trial trial = Trial.Of("  - name: Look\n    http: GET {{ shop }}/\n    within: 20s\n    expect: { status: 200 }", peer.Address, time);

        FlowAttemptResult result = await trial.RunFastAsync(time, TimeSpan.FromMilliseconds(200));

        Assert.Equal(FailureKind.Deadline, result.Failure!.Kind);
        Assert.True(result.AnyAnswer);
        Assert.Contains("an answer began, but its body was not finished before", result.Failure.Message, StringComparison.Ordinal);
        Assert.Contains("→ HTTP/1.1 200 OK", result.Failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"name\":\"\\ud800x\"}", "a text in it holds half of a surrogate pair")]
    [InlineData("{\"\\uD800\":1,\"name\":1}", "a text in it holds half of a surrogate pair")]
    [InlineData("{\"name\":\"Zo\u00eb\"}", "it is not UTF-8")]
    public async Task RunAsync_JsonHoldsTextNobodyCanRead_IsTheProductsFailure(string body, string why)
    {
        await using FakeService shop = await FakeService.StartAsync(app => app.MapGet("/", () => Results.Bytes(System.Text.Encoding.Latin1.GetBytes(body), "application/json")));
        using Trial trial = Trial.Of("  - name: Look\n    http: GET {{ shop }}/\n    capture: { name: $.name }\n    expect: { status: 200, $.name: x }", shop.Address);

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Equal(FailureKind.Expectation, result.Failure!.Kind);
        Assert.Contains($"the body is not valid JSON text: {why}", result.Failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1e308", "{{ n * n }}", FailureKind.Expectation)]
    [InlineData("0", "{{ 1 / n }}", FailureKind.Expectation)]
    [InlineData("1", "{{ n / 0 }}", FailureKind.Test)]
    [InlineData("1", "{{ 1 / 0 }}", FailureKind.Test)]
    public async Task RunAsync_ArithmeticOnAnAnswerFails_IsTheProductsFailure(string number, string expression, FailureKind kind)
    {
        await using FakeService shop = await FakeService.StartAsync(app => app.MapGet("/", () => Results.Text($"{{\"n\":{number}}}", "application/json")));
        using Trial trial = Trial.Of(
            $"  - name: Look\n    http: GET {{{{ shop }}}}/\n    capture: {{ n: $.n }}\n    expect: {{ status: 200 }}\n  - name: Count\n    http: GET {{{{ shop }}}}/\n    expect: {{ $.n: \"{expression}\" }}",
            shop.Address);

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Equal(kind, result.Failure!.Kind);
    }

    [Theory]
    [InlineData("{ matches: '^(a+)+$' }")]
    [InlineData("{ not: { matches: '^(a+)+$' } }")]
    public async Task RunAsync_PatternTakesTooLongOnTheBody_IsAnExpectationThatFailed(string matcher)
    {
        await using FakeService shop = await FakeService.StartAsync(static app => app.MapGet("/", static () => new string('a', 40) + "!"));
        using Trial trial = Trial.Of($"  - name: Look\n    http: GET {{{{ shop }}}}/\n    expect: {{ status: 200, body: {matcher} }}", shop.Address);

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Equal(FailureKind.Expectation, result.Failure!.Kind);
        Assert.Contains("took longer than a second on this text", result.Failure.Message, StringComparison.Ordinal);
        Assert.Equal([true, false], trial.Sink.Steps[0].Checks.Select(static check => check.Passed));
    }

    [Fact]
    public async Task RunAsync_UntilComesTrue_ReportsTries()
    {
        FakeTimeProvider time = new();
        int asked = 0;
        await using FakeService shop = await FakeService.StartAsync(app =>
            app.MapGet("/", () => Results.Json(new { state = Interlocked.Increment(ref asked) < 4 ? "pending" : "paid", total = 12.5 })));
        using Trial trial = Trial.Of(Waiting, shop.Address, time);

        FlowAttemptResult result = await trial.RunFastAsync(time, TimeSpan.FromMilliseconds(100));

        Assert.Null(result.Failure);
        Assert.Equal(4, trial.Sink.Steps[0].Tries);
        Assert.Equal(["$.state", "$.total"], trial.Sink.Steps[0].Checks.Select(static check => check.Subject));
    }

    [Fact]
    public async Task RunAsync_UntilNeverComesTrue_SaysWhatItLastSaw()
    {
        FakeTimeProvider time = new();
        await using FakeService shop = await FakeService.StartAsync(static app => app.MapGet("/", static () => Results.Json(new { state = "pending" })));
        using Trial trial = Trial.Of(Waiting, shop.Address, time);

        FlowAttemptResult result = await trial.RunFastAsync(time, TimeSpan.FromMilliseconds(100));

        Assert.Equal(FailureKind.Deadline, result.Failure!.Kind);
        Assert.StartsWith("Step 1 of 1 \"The payment settles\": until's within 15 s passed, waiting for $.state: ", result.Failure.Message, StringComparison.Ordinal);
        Assert.Contains("pending", result.Failure.Message, StringComparison.Ordinal);
        Assert.Equal("the-payment-settles: deadline $.state Equals", result.Failure.Signature);
        Assert.InRange(trial.Sink.Steps[0].Tries, 5, 60);
    }

    [Fact]
    public async Task RunAsync_StopOnHolds_StopsAtOnce()
    {
        await using FakeService shop = await FakeService.StartAsync(static app => app.MapGet("/", static () => Results.Json(new { state = "failed" })));
        using Trial trial = Trial.Of(Waiting, shop.Address);

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Equal(FailureKind.Expectation, result.Failure!.Kind);
        Assert.Single(shop.Seen);
        Snapshot.Match(Trial.Stable(result.Failure.Message));
    }

    [Fact]
    public async Task RunAsync_WhenIsFalse_SkipsTheStep()
    {
        await using FakeService shop = await ShopAsync();
        using Trial trial = Trial.Of(
            "  - name: Never\n    when: '{{ 1 > 2 }}'\n    http: GET {{ shop }}/never\n    expect: { status: 200 }\n  - name: Look\n    http: GET {{ shop }}/items\n    expect: { status: 200 }",
            shop.Address);

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Equal(FlowOutcome.Passed, result.Outcome);
        Assert.Equal([StepOutcome.Skipped, StepOutcome.Passed], trial.Sink.Steps.Select(static step => step.Outcome));
        Assert.Equal(["GET /items"], shop.SeenLines);
    }

    [Fact]
    public async Task RunAsync_Cancelled_IsInconclusive()
    {
        using CancellationTokenSource run = new();
        await using RawPeer peer = RawPeer.Start(async (_, _, token) =>
        {
            await run.CancelAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token); // slow on purpose: this peer never answers
        });
        using Trial trial = Trial.Of("  - name: Look\n    http: GET {{ shop }}/\n    expect: { status: 200 }", peer.Address);

        FlowAttemptResult result = await trial.RunAsync(run.Token);

        Assert.Equal(FlowOutcome.Inconclusive, result.Outcome);
        Assert.Equal(FailureKind.Cancelled, result.Failure!.Kind);
    }

    [Fact]
    public async Task RunAsync_SecretMissing_IsTheTestsFault()
    {
        await using FakeService shop = await ShopAsync();
        using Trial trial = Trial.Of(
            "  - name: Look\n    http: GET {{ shop }}/items\n    headers: { X-Key: '{{ api-key }}' }\n    expect: { status: 200 }",
            shop.Address,
            more: "secrets:\n  api-key: { env: NO_SUCH_VARIABLE }");

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Equal(FlowOutcome.Inconclusive, result.Outcome);
        Assert.Equal(FailureKind.Test, result.Failure!.Kind);
        Assert.Empty(shop.Seen);
    }

    [Fact]
    public async Task RunAsync_UuidInARepeatedRequest_StaysTheSame()
    {
        FakeTimeProvider time = new();
        int asked = 0;
        await using FakeService shop = await FakeService.StartAsync(app => app.MapPut("/", () => Results.Json(new { ok = Interlocked.Increment(ref asked) > 2 })));
        using Trial trial = Trial.Of(
            "  - name: Put\n    http: PUT {{ shop }}/\n    headers: { Idempotency-Key: '{{ uuid() }}' }\n    until: { within: 9s, every: 100ms..1s, expect: { $.ok: true } }",
            shop.Address,
            time);

        await trial.RunFastAsync(time, TimeSpan.FromMilliseconds(100));

        Assert.Equal(3, shop.Seen.Count);
        Assert.Single(shop.Seen.Select(static seen => seen.Headers["Idempotency-Key"]).Distinct());
    }

    [Fact]
    public async Task RunAsync_ManyAttemptsAtOnce_DoNotMixTheirValues()
    {
        await using FakeService shop = await FakeService.StartAsync(static app =>
            app.MapGet("/{id}", static (string id) => Results.Json(new { id })));
        using Trial trial = Trial.Of(
            "  - name: One\n    http: GET {{ shop }}/{{ uuid() }}\n    capture: { id: $.id }\n  - name: Two\n    http: GET {{ shop }}/{{ id }}\n    expect: { $.id: '{{ id }}' }",
            shop.Address);

        RecordingSink[] sinks = [.. Enumerable.Range(0, 100).Select(static _ => new RecordingSink())];
        FlowAttemptResult[] results = await Task.WhenAll(sinks.Select((sink, i) =>
            trial.Runner.RunAsync(Trial.Attempt(seed: i), sink, TestContext.Current.CancellationToken)));

        Assert.All(results, static result => Assert.Equal(FlowOutcome.Passed, result.Outcome));
        Assert.Equal(100, shop.Seen.Select(static seen => seen.Path).Distinct().Count());
    }

    private const string Waiting = """
          - name: The payment settles
            http: GET {{ shop }}/
            until:
              within: 15s
              every: 100ms..2s
              expect: { $.state: paid }
              stopOn: { $.state: failed }
            expect:
              $.total: { closeTo: 12.50, tolerance: 0.005 }
        """;

    private static Task<FakeService> ShopAsync() => FakeService.StartAsync(static app =>
    {
        app.MapGet("/items", static () => Results.Json(new { items = new[] { new { sku = "A-1" } } }));
        app.MapPost("/orders", static () => Results.Json(new { id = 7, state = "pending" }, statusCode: 201));
        app.MapGet("/orders/{id:int}", static (int id) => Results.Json(new { id }));
    });
}
