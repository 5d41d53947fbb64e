using System.Collections.Immutable;
using System.Text.Json;
using Seatrial.Core.Deployments;
using Seatrial.Core.Documents;
using Seatrial.Core.Flows;
using Seatrial.Core.Journal;
using Seatrial.Core.Remedies;
using Seatrial.Core.Reporting;
using Seatrial.Core.Runs;
using Seatrial.Core.Triage;
using Seatrial.Core.Verdicts;

namespace Seatrial.TestKit.Reporting;

/// <summary>A run told by its events, for tests of reports: a deployment of catalog that broke the checkout.</summary>
public sealed class SampleRun
{
    public static readonly DateTimeOffset Start = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    private readonly List<RunEvent> _events = [];
    private readonly Dictionary<string, byte[]> _blobs = new(StringComparer.Ordinal);

    /// <summary>Text put wherever a service, a user or a tester may have put theirs.</summary>
    public string Said { get; init; } = "price missing";

    public IReadOnlyList<RunEvent> Events => _events;

    public RunState State => _events.Aggregate(RunState.Empty, (state, runEvent) => state.Apply(runEvent));

    public RunReport Report => RunReport.From(State, _events);

    public BlobReader Blobs => (id, _) =>
        ValueTask.FromResult<ReadOnlyMemory<byte>?>(_blobs.TryGetValue(id, out byte[]? bytes) ? bytes : null);

    /// <summary>The checkout fails twice, catalog is named, rolled back, and the rollback verified.</summary>
    public static SampleRun RolledBack(string said = "price missing")
    {
        SampleRun run = new() { Said = said };
        run.Begin();
        run.PlanFlows();
        run.Attempt("guest-checkout", 1, false, 700, fails: true);
        run.Attempt("search", 1, false, 720, fails: false);
        run.Attempt("refund", 1, false, 900, fails: true);
        run.Attempt("guest-checkout", 2, true, 1600, fails: true);
        run.Attempt("refund", 2, true, 1610, fails: false);
        run._events.Add(new RunEvent.FlowSkipped("stock-report", "The verdict could no longer change.") { At = At(2300) });
        run.Signals();
        run.FailedVerdict();
        run.Remedy();
        return run;
    }

    /// <summary>A run on demand in which all is well.</summary>
    public static SampleRun Passed()
    {
        SampleRun run = new();
        run._events.Add(new RunEvent.Created(Request() with { Deployment = null, Trigger = RunTrigger.OnDemand }) { At = Start });
        run._events.Add(new RunEvent.FlowsPlanned([Header("search", "Find an item", true)]) { At = At(5) });
        run.Attempt("search", 1, false, 10, fails: false);
        run._events.Add(new RunEvent.VerdictReached(
            new Verdict.Passed("1 flow passed."),
            [new FlowJudgement("search", FlowOutcome.Passed, false, true, null, null)])
        { At = At(500) });
        run._events.Add(new RunEvent.Closed(RunEnding.Verdict, 0) { At = At(510) });
        return run;
    }

    /// <summary>A run whose version crash-looped: no flow ever ran.</summary>
    public static SampleRun NeverSettled()
    {
        SampleRun run = new();
        run._events.Add(new RunEvent.Created(Request()) { At = Start });
        run._events.Add(new RunEvent.Settled(SettleOutcome.CrashLooping, VersionSet.Empty, "catalog exited with 139 five times", TimeSpan.FromSeconds(8)) { At = At(8000) });
        run._events.Add(new RunEvent.VerdictReached(new Verdict.Failed(Cause.Product, "catalog 1.1.0 crash-loops: it exited with 139 five times."), []) { At = At(8010) });
        run._events.Add(new RunEvent.Closed(RunEnding.Verdict, 0) { At = At(8020) });
        return run;
    }

    private static DateTimeOffset At(int milliseconds) => Start.AddMilliseconds(milliseconds);

    private static RunRequest Request() => new("shop", "9f2c41d07be3", "local", "r-261123-090000-7k3f9x", RunTrigger.Deployment)
    {
        Deployment = new Deployment("d-42", "webhook", [new DeployedService("catalog", "1.1.0", "1.0.0")], Start)
        {
            Revision = "shop-1.1.0",
            Actor = "release-bot",
        },
    };

    private static FlowHeader Header(string id, string name, bool isCritical) =>
        new(id, name, isCritical, "a1b2c3", [], TimeSpan.FromSeconds(20))
        {
            File = $"flows/{id}.flow.yaml",
            Owner = "team-orders",
            Steps = ["Find an item in stock", "Place the order", "The payment settles"],
        };

    private static StepRecord Step(int index, string name, StepOutcome outcome, int start, int milliseconds, string traceId) =>
        new(index, name, "http", index == 0 ? "GET {{ catalog }}/items?inStock=true" : "POST {{ orders }}/orders", outcome, At(start), TimeSpan.FromMilliseconds(milliseconds))
        {
            Target = index == 0 ? "catalog" : "orders",
            TraceId = traceId,
            Checks = outcome == StepOutcome.Skipped ? [] : [new CheckRecord("status", "equals 200", "200", true, null)],
        };

    private void Begin()
    {
        _events.Add(new RunEvent.Created(Request()) { At = Start });
        _events.Add(new RunEvent.DriverStarted("host-1", 1) { At = At(2) });
        VersionSet versions = VersionSet.From([KeyValuePair.Create("catalog", "1.1.0"), KeyValuePair.Create("orders", "1.0.0")]);
        _events.Add(new RunEvent.Settled(SettleOutcome.Settled, versions, null, TimeSpan.FromMilliseconds(640)) { At = At(650) });
    }

    private void PlanFlows() => _events.Add(new RunEvent.FlowsPlanned(
    [
        Header("guest-checkout", "Guest checkout", true) with { Why = $"A guest can buy what is in stock. {Said}", Runbook = "https://wiki.example/checkout" },
        Header("search", "Find an item", true),
        Header("refund", "Refund an order", true),
        Header("stock-report", "Stock report", false),
    ])
    { At = At(660) });

    private void Attempt(string flowId, int number, bool isConfirmation, int start, bool fails)
    {
        string failing = Guid(flowId, number, 1);
        string fine = Guid(flowId, number, 0);
        _events.Add(new RunEvent.AttemptStarted(flowId, number, isConfirmation, 42) { At = At(start) });
        _events.Add(new RunEvent.StepFinished(flowId, number, Step(0, "Find an item in stock", StepOutcome.Passed, start + 5, 120, fine), null) { At = At(start + 125) });
        StepFailure? failure = fails ? Failure(flowId, failing) : null;
        StepRecord order = Step(1, "Place the order", fails ? StepOutcome.Failed : StepOutcome.Passed, start + 130, 380, failing) with
        {
            Failure = failure,
            Checks = Checks(fails),
        };
        _blobs[failing] = JsonSerializer.SerializeToUtf8Bytes(Exchange(fails), JournalJsonContext.Default.StepExchange);
        RegisterCleanup(flowId, number, start);
        _events.Add(new RunEvent.StepFinished(flowId, number, order, failing) { At = At(start + 510) });
        StepRecord last = Step(2, "The payment settles", fails ? StepOutcome.Skipped : StepOutcome.Passed, start + 512, fails ? 0 : 160, Guid(flowId, number, 2));
        _events.Add(new RunEvent.StepFinished(flowId, number, last with { Tries = fails ? 1 : 3 }, null) { At = At(start + 520) });
        FlowOutcome outcome = fails ? FlowOutcome.Failed : FlowOutcome.Passed;
        _events.Add(new RunEvent.AttemptFinished(flowId, number, new FlowAttemptResult(outcome, TimeSpan.FromMilliseconds(fails ? 512 : 672), failure, [fine, failing])) { At = At(start + 690) });
    }

    private void RegisterCleanup(string flowId, int number, int start)
    {
        string id = $"{flowId}/{number}/1/0";
        _events.Add(new RunEvent.CleanupRegistered(new CleanupRegistration(id, flowId, number, 1, 0, "DELETE {{ orders }}/orders/{{ orderId }}", JsonSerializer.SerializeToElement(1))) { At = At(start + 128) });
        _events.Add(new RunEvent.CleanupFinished(id, new CleanupResult(CleanupOutcome.Done, "204")) { At = At(start + 640) });
    }

    private ImmutableArray<CheckRecord> Checks(bool fails) => fails
        ?
        [
            new CheckRecord("status", "equals 201", "500", false, $"expected 201, was 500: {Said}"),
            new CheckRecord("$.state", "equals pending", "missing", false, "the answer has no $.state"),
            new CheckRecord("duration", "below 400 ms", "380 ms", true, null),
        ]
        : [new CheckRecord("status", "equals 201", "201", true, null), new CheckRecord("$.state", "equals pending", "pending", true, null)];

    private StepFailure Failure(string flowId, string traceId) =>
        new(FailureKind.Expectation, 1, "Place the order", $"expected status 201, was 500: {Said}", new SourceSpan($"flows/{flowId}.flow.yaml", 27, 15))
        {
            Target = "orders",
            HttpStatus = 500,
            TraceId = traceId,
            Signature = "guest-checkout/1/status/equals",
        };

    private StepExchange Exchange(bool fails) => new(
        "http",
        new ExchangeMessage("POST /orders HTTP/1.1", [new ExchangeHeader("Authorization", "Bearer ***"), new ExchangeHeader("Content-Type", "application/json"), new ExchangeHeader("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-03")], """{"sku":"SKU-7","quantity":1}""", 28, false),
        new ExchangeMessage(fails ? "HTTP/1.1 500 Internal Server Error" : "HTTP/1.1 201 Created", [new ExchangeHeader("Content-Type", "application/problem+json")], $"{{\"title\":\"{Said}\"}}", 24, fails),
        "curl -X POST 'http://127.0.0.1:5003/orders' -H 'Authorization: Bearer ***' --json '{\"sku\":\"SKU-7\",\"quantity\":1}'",
        "127.0.0.1:5003");

    private void Signals()
    {
        string trace = Guid("guest-checkout", 2, 1);
        DateTimeOffset at = At(1735);
        SpanRecord Span(string id, string? parent, string service, string name, SpanKind kind, int start, int end, bool isError = false) =>
            new(trace, id, parent, service, name, kind, at.AddMilliseconds(start), at.AddMilliseconds(end)) { IsError = isError };
        ImmutableArray<SpanRecord> spans =
        [
            Span("01", "aa", "gateway", "POST /orders/{**rest}", SpanKind.Server, 0, 375, true),
            Span("02", "01", "orders", "POST /orders", SpanKind.Server, 6, 368, true) with { StatusMessage = "catalog did not quote" },
            Span("03", "02", "orders", "GET", SpanKind.Client, 20, 310, true),
            Span("04", "03", "catalog", "GET /quotes/{sku}", SpanKind.Server, 26, 300, true) with { ExceptionType = "System.InvalidOperationException", ExceptionMessage = Said },
            Span("05", "04", "catalog", "SELECT items", SpanKind.Client, 40, 52),
        ];
        ImmutableArray<LogRecord> logs = [FirstError(trace, at), new LogRecord(at.AddMilliseconds(9), "orders", trace, "02", 9, $"Placing an order of 1 SKU-7 {Said}")];
        _blobs["failing-traces"] = JsonSerializer.SerializeToUtf8Bytes([new TraceSignals(trace, spans, logs, at, false)], JournalJsonContext.Default.ImmutableArrayTraceSignals);
        Suspect catalog = new("catalog", 8.5, true, ["Changed by this deployment: 1.0.0 → 1.1.0.", $"4 of 4 failing traces have their first error in GET /quotes/{{sku}}: System.InvalidOperationException: {Said}", "The span SELECT items takes 12 ms; before it took 11 ms."])
        {
            Version = "1.1.0",
            Operation = "GET /quotes/{sku}",
            FirstError = FirstError(trace, at),
        };
        Suspect orders = new("orders", 2.1, false, ["The failing step addressed it.", "Its errors have an error beneath them, in catalog."]) { Version = "1.0.0" };
        TelemetryHealth health = new(SignalCompleteness.Complete, 4, 4, 42, 17, ["catalog", "gateway", "orders"], TimeSpan.FromMilliseconds(1150));
        _events.Add(new RunEvent.SignalsCollected(health, [catalog, orders], "failing-traces", null) { At = At(3450) });
        _events.Add(new RunEvent.Reattested(VersionSet.Empty, true, null) { At = At(3460) });
    }

    private LogRecord FirstError(string trace, DateTimeOffset at) =>
        new(at.AddMilliseconds(291), "catalog", trace, "04", 17, $"Unhandled exception for SKU-7 {Said}")
        {
            ExceptionType = "System.InvalidOperationException",
            ExceptionMessage = Said,
        };

    private void FailedVerdict()
    {
        StepFailure failure = Failure("guest-checkout", Guid("guest-checkout", 2, 1));
        _events.Add(new RunEvent.VerdictReached(
            new Verdict.Failed(Cause.Product, $"Guest checkout fails since catalog 1.1.0, twice, and passed on 1.0.0: {Said}"),
            [
                new FlowJudgement("guest-checkout", FlowOutcome.Failed, false, true, Cause.Product, "Failed twice; it passed on 1.0.0.") { Failure = failure },
                new FlowJudgement("search", FlowOutcome.Passed, false, true, null, null),
                new FlowJudgement("refund", FlowOutcome.Passed, true, true, null, null),
                new FlowJudgement("stock-report", FlowOutcome.Skipped, false, false, null, null),
            ])
        { At = At(3470) });
    }

    private void Remedy()
    {
        Deployment back = new("d-42-back", "process", [new DeployedService("catalog", "1.0.0", "1.1.0")], At(5200));
        _events.Add(new RunEvent.RemedyDecided(new RemedyDecision(RemedyKind.Rollback, "process", RunMode.Enforce, "The cause is the product, and catalog 1.0.0 is known to be good.")) { At = At(3475) });
        _events.Add(new RunEvent.RemedyIntended(new RemedyRequest("r-1/rollback", RemedyKind.Rollback, "process", State.Request!.Deployment!, "checkout fails")) { At = At(3480) });
        _events.Add(new RunEvent.RemedyEnded("r-1/rollback", new RemedyOutcome.Applied(back, "catalog 1.0.0 answers again.")) { At = At(5200) });
        _events.Add(new RunEvent.VerificationRequested("r-261123-090005-b2m4q8", "9f2c41d07be3") { At = At(5210) });
        _events.Add(new RunEvent.VerificationEnded("r-261123-090005-b2m4q8", new Verdict.Passed("4 flows passed.")) { At = At(7600) });
        _events.Add(new RunEvent.Closed(RunEnding.Verdict, 0) { At = At(7620) });
    }

    private static string Guid(string flowId, int attempt, int step)
    {
        byte[] hash = System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"{flowId}/{attempt}/{step}"));
        return Convert.ToHexStringLower(hash.AsSpan(0, 16));
    }
}
