using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using Seatrial.Core.Flows;
using Seatrial.Flows.Tests.Peers;
using Seatrial.Flows.Tests.Running;

namespace Seatrial.Flows.Tests.Cleaning;

public sealed class CleanupTests
{
    private const string TwoThings = """
          - name: Make one
            http: POST {{ shop }}/things
            json: { name: one }
            expect: { status: 201 }
            capture: { first: $.id }
            cleanup:
              - http: DELETE {{ shop }}/things/{{ first }}
          - name: Make two
            http: POST {{ shop }}/things
            json: { name: two }
            expect: { status: 201 }
            capture: { second: $.id }
            cleanup:
              - http: DELETE {{ shop }}/notes/{{ second }}
              - http: DELETE {{ shop }}/things/{{ second }}
          - name: Look
            http: GET {{ shop }}/look
            expect: { status: 200 }
        """;

    private const string Keyed = """
          - name: Make one
            http: POST {{ shop }}/things
            json: { name: one }
            expect: { status: 201 }
            capture:
              id: $.id
              key: { from: $.key, secret: true }
              other: $.other
            cleanup:
              - http: DELETE {{ shop }}/things/{{ id }}
                query: { key: '{{ key }}' }
        """;

    [Theory]
    [InlineData(200)]
    [InlineData(500)]
    public async Task RunAsync_StepsMadeThings_RemovesThemLastInFirstOut(int look)
    {
        await using FakeService shop = await ThingsAsync(app => app.MapGet("/look", () => Results.StatusCode(look)));
        using Trial trial = Trial.Of(TwoThings, shop.Address);

        await trial.RunAsync();

        Assert.Equal(["DELETE /things/2", "DELETE /notes/2", "DELETE /things/1"], shop.SeenLines.Skip(3));
        Assert.Equal(3, trial.Sink.Armed.Count);
        Assert.All(trial.Sink.Cleaned.Values, static result => Assert.Equal(CleanupOutcome.Done, result.Outcome));
        Assert.Equal("it was gone already", trial.Sink.Cleaned["flow/1/1/0"].Detail);
    }

    [Fact]
    public async Task RunAsync_Cancelled_StillCleansUp()
    {
        using CancellationTokenSource run = new();
        await using FakeService shop = await ThingsAsync(app => app.MapGet("/look", async (HttpContext context) =>
        {
            await run.CancelAsync();
            await HangAsync(context);
        }));
        using Trial trial = Trial.Of(TwoThings, shop.Address);

        FlowAttemptResult result = await trial.RunAsync(run.Token);

        Assert.Equal(FailureKind.Cancelled, result.Failure!.Kind);
        Assert.Equal(3, trial.Sink.Cleaned.Count);
        Assert.Equal(2, shop.SeenLines.Count(static line => line.StartsWith("DELETE /things", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task RunAsync_FlowsDeadlinePassed_StillCleansUp()
    {
        FakeTimeProvider time = new();
        await using FakeService shop = await ThingsAsync(app => app.MapGet("/look", async (HttpContext context) =>
        {
            time.Advance(TimeSpan.FromSeconds(21));
            await HangAsync(context);
        }));
        using Trial trial = Trial.Of(TwoThings, shop.Address, time);

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Equal(FailureKind.Deadline, result.Failure!.Kind);
        Assert.Contains("the flow's within 20 s passed", result.Failure.Message, StringComparison.Ordinal);
        Assert.Equal(3, trial.Sink.Cleaned.Count);
        Assert.All(trial.Sink.Cleaned.Values, static cleaned => Assert.Equal(CleanupOutcome.Done, cleaned.Outcome));
    }

    [Theory]
    [InlineData("utf-7")]
    [InlineData("no-such-charset")]
    public async Task RunAsync_AnswerNamesARefusedCharset_IsReadAsUtf8AndCleanedUp(string charset)
    {
        await using FakeService shop = await ThingsAsync(app => app.MapGet("/look", (HttpContext context) =>
        {
            context.Response.ContentType = $"text/plain; charset={charset}";
            return context.Response.Body.WriteAsync("fine"u8.ToArray(), context.RequestAborted).AsTask();
        }));
        using Trial trial = Trial.Of(TwoThings.Replace("expect: { status: 200 }", "expect: { status: 200, body: fine }", StringComparison.Ordinal), shop.Address);

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Null(result.Failure);
        Assert.Equal(3, trial.Sink.Cleaned.Count);
    }

    [Fact]
    public async Task RunAsync_SinkCannotStore_ThrowsThatAndStillCleansUp()
    {
        await using FakeService shop = await ThingsAsync(static app => app.MapGet("/look", static () => "ok"));
        using Trial trial = Trial.Of(TwoThings, shop.Address);
        RecordingSink sink = new()
        {
            OnStepFinished = static step =>
            {
                if (step.Index == 2)
                {
                    throw new IOException("disk full");
                }
            },
            OnCleaned = static () => throw new IOException("disk still full"),
        };

        IOException thrown = await Assert.ThrowsAsync<IOException>(() => trial.Runner.RunAsync(Trial.Attempt(), sink, TestContext.Current.CancellationToken));

        Assert.Equal("disk full", thrown.Message);
        Assert.Equal(["DELETE /things/2", "DELETE /notes/2", "DELETE /things/1"], shop.SeenLines.Skip(3));
    }

    [Fact]
    public async Task RunAsync_OneCleanupFails_TheOthersRunAndTheCauseStays()
    {
        await using FakeService shop = await FakeService.StartAsync(static app =>
        {
            int last = 0;
            app.MapPost("/things", () => Results.Json(new { id = Interlocked.Increment(ref last) }, statusCode: 201));
            app.MapDelete("/things/{id:int}", static (int id) => id == 2 ? Results.Text("locked", statusCode: 500) : Results.NoContent());
            app.MapGet("/look", static () => Results.StatusCode(503));
        });
        using Trial trial = Trial.Of(TwoThings, shop.Address);

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Contains("\"Look\"", result.Failure!.Message, StringComparison.Ordinal);
        Assert.Equal(CleanupOutcome.Failed, trial.Sink.Cleaned["flow/1/1/1"].Outcome);
        Assert.Equal("DELETE {{ shop }}/things/{{ second }} answered 500: locked", trial.Sink.Cleaned["flow/1/1/1"].Detail);
        Assert.Equal(CleanupOutcome.Done, trial.Sink.Cleaned["flow/1/0/0"].Outcome);
    }

    [Fact]
    public async Task RunAsync_PromiseIsKeptBeforeTheStepActs()
    {
        await using FakeService shop = await ThingsAsync(static app => app.MapGet("/look", static () => "ok"));
        List<int> seenAtRegistration = [];
        using Trial trial = Trial.Of(TwoThings, shop.Address);
        RecordingSink sink = new() { OnRegister = () => seenAtRegistration.Add(shop.Seen.Count) };

        await trial.Runner.RunAsync(Trial.Attempt(), sink, TestContext.Current.CancellationToken);

        Assert.Equal([0, 1, 1], seenAtRegistration);
    }

    [Fact]
    public async Task RunAsync_StepWasRefused_NothingToClean()
    {
        await using FakeService shop = await FakeService.StartAsync(static app => app.MapPost("/things", static () => Results.StatusCode(422)));
        using Trial trial = Trial.Of(TwoThings, shop.Address);

        await trial.RunAsync();

        Assert.Equal(CleanupOutcome.NotNeeded, Assert.Single(trial.Sink.Cleaned).Value.Outcome);
        Assert.Equal(["POST /things"], shop.SeenLines);
    }

    [Fact]
    public async Task RunAsync_NothingListens_NothingToClean()
    {
        using Trial trial = Trial.Of(TwoThings, RawPeer.Nowhere());

        await trial.RunAsync();

        Assert.Equal(CleanupOutcome.NotNeeded, Assert.Single(trial.Sink.Cleaned).Value.Outcome);
    }

    [Fact]
    public async Task RunAsync_AnswerLost_IsInDoubtNowAndAfterACrash()
    {
        await using RawPeer peer = RawPeer.Answering(string.Empty);
        using Trial trial = Trial.Of(TwoThings, peer.Address);

        await trial.RunAsync();
        CleanupResult later = await trial.NewRunner().CleanAsync(
            Trial.Attempt(),
            trial.Sink.Registered["flow/1/0/0"],
            isArmed: false,
            TestContext.Current.CancellationToken);

        CleanupResult cleaned = Assert.Single(trial.Sink.Cleaned).Value;
        Assert.Equal(CleanupOutcome.InDoubt, cleaned.Outcome);
        Assert.Equal("'first' is not known, so what the step may have made cannot be named", cleaned.Detail);
        Assert.Empty(trial.Sink.Armed);
        Assert.Equal(cleaned, later);
        Assert.Equal(1, peer.Connections);
    }

    [Fact]
    public async Task CleanAsync_AfterACrash_RestoresWhatItNeedsAndNoMore()
    {
        await using FakeService shop = await KeyedAsync();
        using Trial trial = Trial.Of(Keyed, shop.Address);
        await trial.RunAsync();
        CleanupRegistration journalled = trial.Sink.Registered["flow/1/0/0"];
        shop.Seen.Clear();

        CleanupResult again = await trial.NewRunner().CleanAsync(Trial.Attempt(), journalled, isArmed: true, TestContext.Current.CancellationToken);

        Assert.Equal(new CleanupResult(CleanupOutcome.Done), again);
        SeenRequest seen = Assert.Single(shop.Seen);
        Assert.Equal("DELETE /things/7?key=canary-key-%C3%A9%221", $"{seen.Method} {seen.Path}");
        string scope = journalled.Scope.GetRawText();
        Assert.DoesNotContain("canary", scope, StringComparison.Ordinal);
        Assert.DoesNotContain("other", scope, StringComparison.Ordinal);
        Assert.Contains("\"id\":7", scope, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CleanAsync_SealKeyLost_IsInDoubt()
    {
        await using FakeService shop = await KeyedAsync();
        using Trial trial = Trial.Of(Keyed, shop.Address);
        await trial.RunAsync();

        CleanupResult result = await trial.NewRunner("other.key").CleanAsync(
            Trial.Attempt(),
            trial.Sink.Registered["flow/1/0/0"],
            isArmed: true,
            TestContext.Current.CancellationToken);

        Assert.Equal(CleanupOutcome.InDoubt, result.Outcome);
    }

    private static Task HangAsync(HttpContext context) =>
        Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted).ContinueWith(static _ => { }, TaskScheduler.Default); // slow on purpose: this answer never comes

    private static Task<FakeService> KeyedAsync() => FakeService.StartAsync(static app =>
    {
        app.MapPost("/things", static () => Results.Json(new { id = 7, key = "canary-key-é\"1", other = "x" }, statusCode: 201));
        app.MapDelete("/things/{id:int}", static () => Results.NoContent());
    });

    private static Task<FakeService> ThingsAsync(Action<WebApplication> more) => FakeService.StartAsync(app =>
    {
        int last = 0;
        app.MapPost("/things", () => Results.Json(new { id = Interlocked.Increment(ref last) }, statusCode: 201));
        app.MapDelete("/things/{id:int}", static () => Results.NoContent());
        more(app);
    });
}
