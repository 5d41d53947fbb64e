using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Seatrial.Core.Flows;
using Seatrial.Flows.Tests.Peers;
using Seatrial.Flows.Tests.Running;
using Seatrial.TestKit;

namespace Seatrial.Flows.Tests.Contracts;

/// <summary>Steps that are held to the API description of their service.</summary>
public sealed class ContractTests
{
    private const string Description =
        """
        openapi: 3.0.3
        info: { title: Shop, version: '1' }
        servers: [{ url: https://shop.example/v1 }]
        paths:
          /orders:
            post:
              operationId: createOrder
              parameters:
                - { name: Idempotency-Key, in: header, required: true, schema: { type: string, minLength: 3 } }
              requestBody:
                required: true
                content: { application/json: { schema: { $ref: '#/components/schemas/Order' } } }
              responses:
                '201':
                  description: made
                  headers: { Location: { required: true, schema: { type: string } } }
                  content: { application/json: { schema: { $ref: '#/components/schemas/Order' } } }
                4XX: { description: refused }
          /orders/{id}:
            get:
              operationId: getOrder
              parameters:
                - { name: id, in: path, required: true, schema: { type: integer } }
                - { name: part, in: query, explode: false, schema: { type: array, items: { type: string, enum: [lines, total] } } }
              responses:
                '200': { description: it, content: { application/json: { schema: { $ref: '#/components/schemas/Order' } } } }
        components:
          schemas:
            Order:
              type: object
              required: [id, sku, quantity]
              properties:
                id: { type: integer, readOnly: true }
                sku: { type: string }
                quantity: { type: integer, minimum: 1 }
                pin: { type: string, writeOnly: true }
        """;

    private const string Create =
        """
          - name: Place the order
            http: POST {{ shop }}/v1/orders
            headers: { Idempotency-Key: abc }
            json: { sku: A-1, quantity: 1, pin: '1234' }
            contract: shop.createOrder
        """;

    [Fact]
    public async Task RunAsync_BothKeepToIt_PassesAndSaysWhatWasChecked()
    {
        await using FakeService shop = await ShopAsync("""{ "id": 7, "sku": "A-1", "quantity": 1 }""");
        using Trial trial = TrialOf(Create + "\n  - { name: Read it, http: 'GET {{ shop }}/v1/orders/7?part=lines,total', contract: shop }", shop.Address);

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Null(result.Failure);
        Snapshot.Match(string.Join('\n', trial.Sink.Steps.SelectMany(s => s.Checks).Select(c => $"{c.Subject}: {c.Expected} / {c.Actual}")));
    }

    [Fact]
    public async Task RunAsync_AnswerBreaksIt_IsTheProductsAndTellsEachPlace()
    {
        await using FakeService shop = await ShopAsync("""{ "id": "7", "sku": "A-1", "quantity": 0, "pin": "1234" }""");
        using Trial trial = TrialOf(Create, shop.Address);

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Equal((FlowOutcome.Failed, FailureKind.Expectation), (result.Outcome, result.Failure!.Kind));
        Assert.Equal(["contract body $.id", "contract body $.quantity", "contract body $.pin"], trial.Sink.Steps[0].Checks.Where(c => !c.Passed).Select(c => c.Subject));
        Snapshot.Match(Trial.Stable(result.Failure.Message));
    }

    [Fact]
    public async Task RunAsync_StatusTypeAndHeaderAreNotDocumented_AreMismatches()
    {
        await using FakeService shop = await FakeService.StartAsync(app =>
        {
            app.MapPost("/v1/orders", () => Results.Text("<order/>", "application/xml", statusCode: 201));
            app.MapGet("/v1/orders/{id}", () => Results.StatusCode(503));
        });
        using Trial trial = TrialOf("  - parallel:\n      - { http: 'POST {{ shop }}/v1/orders', headers: { Idempotency-Key: abc }, json: { sku: a, quantity: 1 }, contract: shop.createOrder }\n      - { http: 'GET {{ shop }}/v1/orders/1', contract: shop.getOrder }", shop.Address);

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Equal(FlowOutcome.Failed, result.Outcome);
        Snapshot.Match(string.Join("\n\n", trial.Sink.Steps[0].Inner.Select(s => Trial.Stable(s.Failure!.Message))));
    }

    [Fact]
    public async Task RunAsync_RequestBreaksIt_IsTheTests()
    {
        await using FakeService shop = await ShopAsync("{}");
        using Trial trial = TrialOf(
            """
              - name: Place the order
                http: POST {{ shop }}/v1/orders
                json: { sku: 3 }
                contract: shop.createOrder
            """,
            shop.Address);

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Equal((FlowOutcome.Inconclusive, FailureKind.Test), (result.Outcome, result.Failure!.Kind));
        Snapshot.Match(Trial.Stable(result.Failure.Message));
    }

    [Fact]
    public async Task RunAsync_RequestIsMeantToBeWrong_OnlyTheAnswerIsHeldToIt()
    {
        await using FakeService shop = await FakeService.StartAsync(app => app.MapPost("/v1/orders", () => Results.StatusCode(422)));
        using Trial trial = TrialOf(
            """
              - http: POST {{ shop }}/v1/orders
                json: { sku: 3 }
                contract: { operation: shop.createOrder, request: unchecked }
                expect: { status: 422 }
            """,
            shop.Address);

        Assert.Equal(FlowOutcome.Passed, (await trial.RunAsync()).Outcome);
    }

    [Fact]
    public async Task RunAsync_PathParameterAndListDoNotFit_AreTheTests()
    {
        await using FakeService shop = await ShopAsync("""{ "id": 7, "sku": "A-1", "quantity": 1 }""");
        using Trial trial = TrialOf("  - { http: 'GET {{ shop }}/v1/orders/seven?part=lines,all', contract: shop.getOrder }", shop.Address);

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Equal(["contract request path.id", "contract request query.part[1]"], trial.Sink.Steps[0].Checks.Where(c => !c.Passed).Select(c => c.Subject));
        Assert.Equal(FailureKind.Test, result.Failure!.Kind);
    }

    [Fact]
    public async Task RunAsync_NoOperationFits_IsTheTests()
    {
        await using FakeService shop = await ShopAsync("{}");
        using Trial trial = TrialOf("  - { http: 'GET {{ shop }}/v1/carts', contract: shop }", shop.Address);

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Equal(FailureKind.Test, result.Failure!.Kind);
        Assert.Contains("it describes no such method and path", result.Failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_AnswerRedirects_TheFirstExchangeCounts()
    {
        await using FakeService shop = await FakeService.StartAsync(app =>
        {
            app.MapGet("/v1/orders/{id}", () => Results.Redirect("/elsewhere"));
            app.MapGet("/elsewhere", () => Results.Ok());
        });
        using Trial trial = TrialOf("  - { http: 'GET {{ shop }}/v1/orders/1', contract: shop.getOrder }", shop.Address);

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Equal(FailureKind.Expectation, result.Failure!.Kind);
        Assert.Contains("was 302", result.Failure.Message, StringComparison.Ordinal);
    }

    private static Trial TrialOf(string steps, string address) => new(
        new(StringComparer.Ordinal) { ["flow"] = $"flow: A journey\nwithin: 20s\nsteps:\n{steps}\n" },
        new(StringComparer.Ordinal) { ["shop"] = address },
        files: new(StringComparer.Ordinal) { ["shop.openapi.yaml"] = Description });

    private static Task<FakeService> ShopAsync(string order) => FakeService.StartAsync(app =>
    {
        app.MapPost("/v1/orders", (HttpResponse response) =>
        {
            response.Headers.Location = "/v1/orders/7";
            return Results.Text(order, "application/json", statusCode: 201);
        });
        app.MapGet("/v1/orders/{id}", () => Results.Text(order, "application/json; charset=utf-8"));
    });
}
