using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Seatrial.Core.Documents;
using Seatrial.Core.Flows;
using Seatrial.Flows.Http;
using Seatrial.Flows.Tests.Peers;
using Seatrial.Flows.Tests.Running;
using Seatrial.Project.Loading;
using Seatrial.TestKit;

namespace Seatrial.Flows.Tests.Tracing;

/// <summary>Services that export what they do over OTLP, and flows that look at it.</summary>
public sealed class TraceTests : IAsyncLifetime
{
    private Intake _intake = null!;
    private FakeService _shop = null!;
    private Func<string, Task> _export = static _ => Task.CompletedTask;

    public async ValueTask InitializeAsync()
    {
        _intake = await Intake.StartAsync();
        _shop = await FakeService.StartAsync(app => app.MapPost("/orders", async (HttpContext context) =>
        {
            await _export(context.Request.Headers["traceparent"].ToString());
            return Results.Created();
        }));
    }

    public async ValueTask DisposeAsync()
    {
        await _shop.DisposeAsync();
        await _intake.DisposeAsync();
    }

    [Fact]
    public async Task A_trace_that_shows_what_is_expected_passes()
    {
        _export = GreenAsync;

        FlowAttemptResult result = await RunAsync("""
            - span: { service: payments, name: POST /charges, under: { service: orders }, attributes: { payment.method: card } }
              expect: { count: 1, error: false, duration: { below: 300ms }, kind: server, attributes.http.response.status_code: 201 }
            - span: { service: pay*, childOf: { name: 'POST /ord*' } }
            - span: { service: mail }
              expect: { count: 0 }
            - log: { service: orders, severity: warn }
              expect: { count: 0 }
            - log: { service: orders, body: { contains: placed } }
              step: place
            """);

        Assert.True(result.Outcome == FlowOutcome.Passed, $"{result.Failure}");
    }

    [Fact]
    public async Task Each_expectation_is_told_with_what_came()
    {
        _export = async parent =>
        {
            string orders = await _intake.SendAsync(parent, "orders", "POST /orders");
            await _intake.SendAsync(parent, "payments", "POST /charges", orders, milliseconds: 412, isError: true, attributes: new() { ["http.response.status_code"] = "502" });
            await _intake.LogAsync(parent, "orders", "the charge failed", severity: 17);
        };

        FlowAttemptResult result = await RunAsync("""
            - span: { service: payments }
              expect: { count: 1, error: false, duration: { below: 300ms }, attributes.http.response.status_code: 201, version: 1.2.0 }
            - log: { service: orders, severity: error }
              expect: { count: 0 }
            """);

        Assert.Equal(FailureKind.Expectation, result.Failure!.Kind);
        Snapshot.Match(Trial.Stable(result.Failure.Message));
    }

    [Fact]
    public async Task A_span_that_is_missing_is_told_with_the_nearest()
    {
        _export = GreenAsync;

        FlowAttemptResult result = await RunAsync("- span: { service: payments, name: POST /refunds, kind: server }", within: "1500ms");

        Assert.Equal((FailureKind.Expectation, "payments"), (result.Failure!.Kind, result.Failure.Target));
        Snapshot.Match(Trial.Stable(result.Failure.Message));
    }

    [Fact]
    public async Task A_span_too_many_ends_the_waiting_at_once()
    {
        _export = async parent =>
        {
            await _intake.SendAsync(parent, "payments", "POST /charges");
            await _intake.SendAsync(parent, "payments", "POST /charges");
        };

        FlowAttemptResult result = await RunAsync("""
            - span: { service: payments }
              expect: { count: 1 }
            """, within: "20s");

        Assert.Equal(FlowOutcome.Failed, result.Outcome);
        Assert.True(result.Duration < TimeSpan.FromSeconds(10), $"It took {result.Duration}.");
        Assert.Contains("expected 1, was 2", result.Failure!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_span_that_comes_late_is_waited_for()
    {
        TaskCompletionSource<string> asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _export = parent =>
        {
            asked.SetResult(parent);
            return Task.CompletedTask;
        };

        Task<FlowAttemptResult> running = RunAsync("""
            - span: { service: payments }
              expect: { count: { atLeast: 1 } }
            """);
        await _intake.SendAsync(await asked.Task, "payments", "POST /charges");

        Assert.Equal(FlowOutcome.Passed, (await running).Outcome);
    }

    [Fact]
    public async Task What_more_could_break_is_not_believed_before_the_trace_is_complete()
    {
        // The parent of the second span never comes: who knows what else is on its way.
        _export = async parent =>
        {
            await _intake.SendAsync(parent, "orders", "POST /orders");
            await _intake.SendAsync(parent, "stock", "reserve", parent: "00000000000000aa");
        };

        FlowAttemptResult result = await RunAsync("""
            - span: { service: payments }
              expect: { count: 0 }
            """, within: "700ms");

        Assert.Equal((FlowOutcome.Inconclusive, FailureKind.Evidence), (result.Outcome, result.Failure!.Kind));
        Snapshot.Match(Trial.Stable(result.Failure.Message));
    }

    [Fact]
    public async Task Without_a_single_span_nothing_is_known()
    {
        FlowAttemptResult result = await RunAsync("""
            - span: { service: payments }
              expect: { count: 0 }
            """, within: "300ms");

        Assert.Equal((FlowOutcome.Inconclusive, FailureKind.Evidence), (result.Outcome, result.Failure!.Kind));
        Snapshot.Match(Trial.Stable(result.Failure.Message));
    }

    [Fact]
    public async Task Without_an_intake_nothing_is_waited_for()
    {
        FlowAttemptResult result = await RunAsync("- span: { service: payments }", isListening: false);

        Assert.Equal((FlowOutcome.Inconclusive, FailureKind.Evidence), (result.Outcome, result.Failure!.Kind));
        Snapshot.Match(Trial.Stable(result.Failure.Message));
    }

    [Fact]
    public async Task A_secret_in_an_attribute_is_masked()
    {
        _export = parent => _intake.SendAsync(parent, "payments", "POST /charges", attributes: new() { ["url.query"] = "key=canary-5f2e71" });
        using Trial trial = NewTrial("""
            - span: { service: payments }
              expect: { attributes.url.query: none }
            """, more: "secrets:\n  key: { file: key }", header: "X-Key: '{{ key }}'").WithSecret("key", "canary-5f2e71");

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Equal(FlowOutcome.Failed, result.Outcome);
        Assert.DoesNotContain("canary-5f2e71", trial.Everything(result), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_came_can_be_captured_and_asked_with_paths()
    {
        _export = GreenAsync;
        using Trial trial = NewTrial("""
            - span: { service: payments }
            """, after: """
                  expect:
                    $.spans[?@.service=='payments'].kind: { each: server }
                    spans: { atLeast: 2 }
                  capture:
                    names: $.spans[*].name
            """);

        FlowAttemptResult result = await trial.RunAsync();

        Assert.True(result.Outcome == FlowOutcome.Passed, $"{result.Failure}");
    }

    [Theory]
    [InlineData("trace: {}", "ST1180")]
    [InlineData("trace: []", "ST1180")]
    [InlineData("trace: [1]", "ST1180")]
    [InlineData("trace: [{ span: { service: a, nam: b } }]", "ST1181")]
    [InlineData("trace: [{ span: { service: a }, expct: {} }]", "ST1181")]
    [InlineData("trace: [{ expect: { count: 1 } }]", "ST1182")]
    [InlineData("trace: [{ span: { service: a }, log: { service: a } }]", "ST1182")]
    [InlineData("trace: [{ span: {} }]", "ST1183")]
    [InlineData("trace: [{ span: { kind: srv } }]", "ST1184")]
    [InlineData("trace: [{ log: { severity: bad } }]", "ST1184")]
    [InlineData("trace: [{ span: { service: a }, expect: { colour: 1 } }]", "ST0406")]
    public void What_is_wrong_is_told_where_it_is_written(string step, string code)
    {
        using HttpTransport transport = new(new HttpTransportOptions(), TimeProvider.System);
        Dictionary<string, string> sources = new(StringComparer.Ordinal)
        {
            ["seatrial.yaml"] = "project: shop\nservices: { shop: {} }\nenvironments: { local: { services: { shop: http://127.0.0.1:1 } } }\n",
            ["flows/a.flow.yaml"] = $"flow: A\nsteps:\n  - http: GET {{{{ shop }}}}/\n  - {step}\n",
        };

        Diagnostic[] found = [.. new ProjectLoader(FlowVerbs.All(transport)).Load("/nowhere", sources).Diagnostics.Where(static d => d.Severity == DiagnosticSeverity.Error)];

        Assert.Equal([code], found.Select(static d => d.Code));
        Assert.Equal(4, found[0].Span.Line);
    }

    private async Task GreenAsync(string parent)
    {
        string orders = await _intake.SendAsync(parent, "orders", "POST /orders");
        await _intake.SendAsync(parent, "payments", "POST /charges", orders, attributes: new() { ["payment.method"] = "card", ["http.response.status_code"] = "201" });
        await _intake.LogAsync(parent, "orders", "order placed", severity: 9);
    }

    private async Task<FlowAttemptResult> RunAsync(string clauses, string within = "10s", bool isListening = true)
    {
        using Trial trial = NewTrial(clauses, within, isListening);
        return await trial.RunAsync();
    }

    private Trial NewTrial(string clauses, string within = "10s", bool isListening = true, string more = "", string header = "X-Shop: '1'", string after = "")
    {
        string indented = string.Join('\n', clauses.Split('\n').Select(static line => "      " + line));
        string steps = $"  - id: place\n    http: POST {{{{ shop }}}}/orders\n    headers: {{ {header} }}\n    expect: {{ status: 201 }}\n  - name: And it was all one trace\n    within: {within}\n    trace:\n{indented}\n{string.Join('\n', after.Split('\n').Select(static line => line.Length > 2 ? line[2..] : line))}";
        return new Trial(
            new(StringComparer.Ordinal) { ["flow"] = $"flow: A journey\nwithin: 30s\nsteps:\n{steps}\n" },
            new(StringComparer.Ordinal) { ["shop"] = _shop.Address },
            more: more)
        {
            Sink = new RecordingSink { Signals = isListening ? _intake.Store : null },
        };
    }
}
