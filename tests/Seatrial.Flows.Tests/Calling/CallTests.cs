using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Seatrial.Core.Flows;
using Seatrial.Flows.Tests.Peers;
using Seatrial.Flows.Tests.Running;
using Seatrial.TestKit;

namespace Seatrial.Flows.Tests.Calling;

public sealed class CallTests
{
    private const string Outer = """
        flow: Outer
        steps:
          - name: Make
            call: make
            with: { name: lamp }
            capture: { thing: $.id }
          - name: Look
            http: GET {{ shop }}/things/{{ thing }}
            expect: { status: 200 }
        """;

    private const string Make = """
        flow: Make a thing
        inputs: { name: null, colour: red }
        outputs: { id: '{{ made }}' }
        steps:
          - name: Post
            http: POST {{ shop }}/things
            json: { name: '{{ name }}', colour: '{{ colour }}' }
            expect: { status: 201 }
            capture: { made: $.id }
            cleanup:
              - http: DELETE {{ shop }}/things/{{ made }}
        """;

    [Fact]
    public async Task RunAsync_Call_GivesInputsReturnsOutputsAndCleansUpAtTheEnd()
    {
        await using FakeService shop = await ThingsAsync(201);
        using Trial trial = Of(shop.Address, Make);

        FlowAttemptResult result = await trial.RunAsync(flowId: "outer");

        Assert.Null(result.Failure);
        Assert.Equal(["POST /things", "GET /things/7", "DELETE /things/7"], shop.SeenLines);
        Assert.Equal("""{"name":"lamp","colour":"red"}""", shop.Seen.First().Body);
        Assert.Contains("seatrial.flow=outer,seatrial.step=make%2Fpost", shop.Seen.First().Headers["baggage"], StringComparison.Ordinal);
        StepRecord inner = Assert.Single(trial.Sink.Steps[0].Inner);
        Assert.Equal("Post", inner.Name);
        Assert.Equal(result.TraceIds[0], inner.TraceId);
        Assert.Equal("outer/1/0.0/0", Assert.Single(trial.Sink.Cleaned).Key);
    }

    [Fact]
    public async Task CleanAsync_CleanupOfACalledFlow_IsFoundAgain()
    {
        await using FakeService shop = await ThingsAsync(201);
        using Trial trial = Of(shop.Address, Make);
        await trial.RunAsync(flowId: "outer");

        CleanupResult result = await trial.NewRunner().CleanAsync(
            Trial.Attempt("outer"),
            trial.Sink.Registered["outer/1/0.0/0"],
            isArmed: true,
            TestContext.Current.CancellationToken);

        Assert.Equal(CleanupOutcome.Done, result.Outcome);
        Assert.Equal(2, shop.SeenLines.Count(static line => line == "DELETE /things/7"));
    }

    [Fact]
    public async Task RunAsync_CalledFlowFails_TellsBothSteps()
    {
        await using FakeService shop = await ThingsAsync(500);
        using Trial trial = Of(shop.Address, Make);

        FlowAttemptResult result = await trial.RunAsync(flowId: "outer");

        Assert.Equal(FailureKind.Expectation, result.Failure!.Kind);
        Assert.Equal(500, result.Failure.HttpStatus);
        Assert.Equal("make: post: status Equals", result.Failure.Signature);
        Snapshot.Match(Trial.Stable(result.Failure.Message));
    }

    [Fact]
    public async Task RunAsync_CalledStepIsLate_TellsBothSteps()
    {
        await using RawPeer silent = RawPeer.Speaking(string.Empty);
        using Trial trial = Of(silent.Address, Make.Replace("    expect: { status: 201 }", "    within: 1s\n    expect: { status: 201 }", StringComparison.Ordinal));

        FlowAttemptResult result = await trial.RunAsync(flowId: "outer");

        Assert.Equal(FailureKind.Deadline, result.Failure!.Kind);
        Snapshot.Match(Trial.Stable(result.Failure.Message));
    }

    [Fact]
    public async Task RunAsync_FlowsCallEachOtherForEver_EndsAndSaysSo()
    {
        await using FakeService shop = await ThingsAsync(201);
        using Trial trial = Of(shop.Address, "flow: Make a thing\ninputs: { name: null }\noutputs: { id: 1 }\nsteps:\n  - name: Again\n    when: true\n    call: outer\n");

        FlowAttemptResult result = await trial.RunAsync(flowId: "outer");

        Assert.Equal(FailureKind.Test, result.Failure!.Kind);
        Assert.Equal(FlowOutcome.Inconclusive, result.Outcome);
        Assert.Contains("flows call each other more than 8 deep: make → outer → make", result.Failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_InputMissingOrUnknown_IsTheTestsFault()
    {
        await using FakeService shop = await ThingsAsync(201);
        using Trial trial = Of(shop.Address, Make.Replace("name: null", "name: null, size: null", StringComparison.Ordinal));

        FlowAttemptResult result = await trial.RunAsync(flowId: "outer");

        Assert.Equal(FailureKind.Test, result.Failure!.Kind);
        Assert.Contains("the flow make needs the input 'size'", result.Failure.Message, StringComparison.Ordinal);
        Assert.Empty(shop.Seen);
    }

    private static Trial Of(string address, string make) => new(
        new(StringComparer.Ordinal) { ["outer"] = Outer, ["make"] = make },
        new(StringComparer.Ordinal) { ["shop"] = address });

    private static Task<FakeService> ThingsAsync(int status) => FakeService.StartAsync(app =>
    {
        app.MapPost("/things", () => Results.Json(new { id = 7 }, statusCode: status));
        app.MapGet("/things/{id:int}", static () => "ok");
        app.MapDelete("/things/{id:int}", static () => Results.NoContent());
    });
}
