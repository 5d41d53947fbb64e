using Seatrial.Core.Documents;
using Seatrial.Project.Flows;
using Seatrial.Project.Loading;
using Seatrial.Project.Tests.Loading;

namespace Seatrial.Project.Tests.Flows;

public sealed class FlowFileTests
{
    private const string Shop = """
        project: shop
        environments:
          staging:
            services: { orders: https://orders.example, catalog: https://catalog.example }
            variables: { currency: EUR }
        secrets: { key: { env: KEY } }
        tokens: { guest: { bearer: '{{ key }}' } }
        """;

    [Fact]
    public void The_example_of_the_language_binds_whole()
    {
        FlowPlan flow = Written.Flow("""
            flow: Guest checkout
            why: A guest can buy an item that is in stock.
            owner: team-orders
            runbook: https://wiki.example/checkout
            within: 20s
            lock: [payments-sandbox]
            tags: [smoke]
            critical: false
            inputs: { quantity: 1, note: }
            steps:
              - name: Find an item in stock
                http: GET {{ catalog }}/items?inStock=true
                expect:
                  status: 200
                  $.items: { count: { atLeast: 1 } }
                  duration: { below: 400ms }
                capture:
                  sku: $.items[0].sku
              - name: Place the order
                http: POST {{ orders }}/orders
                auth: guest
                when: '{{ currency == "EUR" }}'
                retrySafe: true
                headers: { Idempotency-Key: '{{ uuid() }}' }
                json: { sku: '{{ sku }}', quantity: '{{ quantity }}' }
                expect: [{ status: 201 }, { $.state: pending }, { $.state: { not: failed } }]
                capture: { orderId: $.id, token: { from: $.token, secret: true } }
                cleanup:
                  - http: DELETE {{ orders }}/orders/{{ orderId }}
              - name: The payment settles
                http: GET {{ orders }}/orders/{{ orderId }}
                within: 16s
                until: { within: 15s, every: 100ms..2s, expect: { $.state: paid }, stopOn: { $.state: failed } }
                expect: { $.total: { closeTo: 12.50, tolerance: 0.005 } }
            outputs: { order: '{{ orderId }}' }
            """, Shop).Sound().Flows["it"];

        Assert.Equal(("it", "Guest checkout", false, "team-orders"), (flow.Header.Id, flow.Header.Name, flow.Header.IsCritical, flow.Header.Owner));
        Assert.Equal(["Find an item in stock", "Place the order", "The payment settles"], flow.Header.Steps);
        Assert.Equal(TimeSpan.FromSeconds(20), flow.Header.Within);
        Assert.Null(flow.Inputs["note"]);
        Assert.Equal(["orderId"], flow.Outputs["order"].Names);
        StepPlan order = flow.Steps[1];
        Assert.Equal(("place-the-order", "http", "guest", true), (order.Id, order.Verb, order.Auth, order.RetrySafe));
        Assert.Equal(["status", "$.state", "$.state"], order.Expect.Select(e => e.Subject.Text));
        Assert.Equal([("orderId", false), ("token", true)], order.Capture.Select(c => (c.Name, c.IsSecret)));
        Assert.Equal(["orderId", "orders"], Assert.Single(order.Cleanup).Action.Names.Order(StringComparer.Ordinal));
        UntilPlan until = flow.Steps[2].Until!;
        Assert.Equal((TimeSpan.FromSeconds(15), TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(2)), (until.Within, until.EveryAtLeast, until.EveryAtMost));
        Assert.Single(until.StopOn);
    }

    [Fact]
    public void A_step_acts_as_someone_with_their_token_provider_or_without_any()
    {
        const string project = """
            project: shop
            services: { orders: {} }
            tokens: { bob-token: { bearer: abcdefgh } }
            actors: { bob: { auth: bob-token }, anonymous: {} }
            environments: { local: { services: { orders: 'http://localhost:1' } } }
            """;
        ProjectLoadResult result = Written.Flow("""
            flow: Orders are private
            steps:
              - http: POST {{ orders }}/orders
                as: bob
                expect: { status: 201 }
                cleanup: { http: 'DELETE {{ orders }}/orders', as: bob }
              - http: GET {{ orders }}/orders
                as: anonymous
                expect: { status: 401 }
            """, project);

        Assert.Empty(result.Diagnostics);
        FlowPlan flow = Assert.Single(result.Project!.Flows.Values);
        Assert.Equal(["bob-token", null], flow.Steps.Select(s => s.Auth));
        Assert.Equal(["bob", "anonymous"], flow.Steps.Select(s => s.Actor));
        Assert.Equal("bob-token", Assert.Single(flow.Steps[0].Cleanup).Auth);
    }

    [Fact]
    public void Everything_wrong_is_reported_at_once_and_only_once()
    {
        ProjectLoadResult result = Written.Flow("""
            flow: Broken
            wihtin: 20s
            steps:
              - htp: GET {{ orders }}/x
                capture: { id: $.id }
                expect: { stauts: 200 }
              - http: GET {{ ordres }}/{{ id }}
                auth: guset
                expect: { status: '200', $.a: { atLeats: 1 }, '$.b[': 1 }
              - http: GET {{ later }}
                until: { every: 2s..1s, expect: { status: 200 } }
              - http: GET /
                capture: { later: $.x, currency: $.y }
            """, Shop);

        Assert.Equal(
            [
                "ST0200 flows/it.flow.yaml:2:1+6",
                "ST0400 flows/it.flow.yaml:4:5+3",
                "ST0406 flows/it.flow.yaml:6:15+6",
                "ST0301 flows/it.flow.yaml:7:18+6",
                "ST0404 flows/it.flow.yaml:8:11+5",
                "ST0409 flows/it.flow.yaml:9:23+5",
                "ST0408 flows/it.flow.yaml:9:37+7",
                "ST0407 flows/it.flow.yaml:9:56+1",
                "ST0301 flows/it.flow.yaml:10:18+5",
                "ST0203 flows/it.flow.yaml:11:21+6",
                "ST0405 flows/it.flow.yaml:13:28+8",
            ],
            result.Diagnostics.Select(d => $"{d.Code} {d.Span}+{d.Span.Length}"));
        Assert.All(result.Diagnostics, d => Assert.False(string.IsNullOrEmpty(d.Hint)));
        Assert.Equal("It is captured on line 13: use it in a later step, or move that step up.", result.Diagnostics[8].Hint);
        Assert.Null(result.Project);
    }

    [Fact]
    public void Steps_without_names_have_ids_of_their_own()
    {
        FlowPlan flow = Written.Flow("flow: It\nsteps: [{ http: GET /a }, { http: GET /a, expect: { status: 200 } }, { id: mine, http: GET /a }]\n").Sound().Flows["it"];

        Assert.Equal(["http-get-a", "http-get-a-2", "mine"], flow.Steps.Select(s => s.Id));
    }

    [Theory]
    [InlineData("steps: [{ http: GET / }]", "ST0403")]
    [InlineData("steps: [{ http: GET /, expect: [{}] }]", "ST0403")]
    [InlineData("steps: []", "ST0402")]
    [InlineData("steps: { http: GET / }", "ST0202")]
    [InlineData("seed: basics\nsteps: [{ http: GET /, expect: { status: 200 } }]", "ST0208")]
    [InlineData("steps: [{ browser: x }]", "ST0208")]
    [InlineData("steps: [{ http: GET /, call: x }]", "ST0401")]
    [InlineData("steps: [{ http: GET /, contract: x, expect: { status: 200 } }]", "ST1011")]
    [InlineData("steps: [{ http: GET /, expect: { rows: 1, status: 200 } }]", "ST0406")]
    [InlineData("steps: [{ http: GET /, expect: { $: { schema: x }, status: 200 } }]", "ST0009")]
    [InlineData("steps: [{ id: a, http: GET /, expect: { status: 200 } }, { id: a, http: GET / }]", "ST0410")]
    [InlineData("steps: [{ id: 'a b', http: GET /, expect: { status: 200 } }]", "ST0206")]
    [InlineData("inputs: { orders: 1 }\nsteps: [{ http: GET /, expect: { status: 200 } }]", "ST0405")]
    [InlineData("outputs: { 'a b': 1 }\nsteps: [{ http: GET /, expect: { status: 200 } }]", "ST0206")]
    [InlineData("steps: [{ http: GET /, expect: { status: 200 }, cleanup: [{ http: GET /, cleanup: [] }] }]", "ST0414")]
    [InlineData("steps: [{ http: GET /, expect: { $.a: { matches: '(' } } }]", "ST0413")]
    [InlineData("steps: [{ http: GET /, expect: { $.a: [1] } }]", "ST0409")]
    [InlineData("steps: [{ http: GET /, expect: { duration: { below: 400 } } }]", "ST0203")]
    public void What_does_not_fit_has_a_code_and_a_way_out(string lines, string code)
    {
        Diagnostic found = Written.Flow($"flow: It\n{lines}\n").Diagnostics.First(d => d.Severity == DiagnosticSeverity.Error);

        Assert.Equal(code, found.Code);
        Assert.False(string.IsNullOrEmpty(found.Hint));
        Assert.True(found.Span is { Line: > 0, Column: > 0 });
    }

    [Theory]
    [InlineData("expect: { code: 200 }", "ST0406")]
    [InlineData("expect: { '$.items[': 1 }", "ST0407")]
    [InlineData("expect: 200", "ST0202")]
    public void A_flow_whose_expectation_is_wrong_is_not_told_that_it_expects_nothing(string expect, string code)
    {
        Diagnostic found = Written.Flow($"flow: It\nsteps:\n  - http: GET /\n    {expect}\n").Only();

        Assert.Equal(code, found.Code);
    }
}
