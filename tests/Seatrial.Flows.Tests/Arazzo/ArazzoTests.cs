using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Seatrial.Core.Documents;
using Seatrial.Core.Flows;
using Seatrial.Flows.Http;
using Seatrial.Flows.Tests.Peers;
using Seatrial.Flows.Tests.Running;
using Seatrial.Project.Loading;
using Seatrial.Project.OpenApi;
using Seatrial.TestKit;

namespace Seatrial.Flows.Tests.Arazzo;

/// <summary>Arazzo descriptions, loaded and run as they are.</summary>
public sealed class ArazzoTests
{
    private const string Api =
        """
        openapi: 3.1.0
        info: { title: Shop, version: '1' }
        paths:
          /orders: { post: { operationId: createOrder, requestBody: { content: { application/json: {} } }, responses: { '201': { description: made } } } }
          /orders/{id}: { get: { operationId: getOrder, responses: { '200': { description: it } } } }
          /xml: { get: { operationId: getXml, responses: { '200': { description: it } } } }
        """;

    /// <summary>The description, its workflow, and what had to be mended in it to agree with the API it names.</summary>
    public static TheoryData<string, string, string, string> Public => new()
    {
        { "pet-coupons", "apply-coupon", "name: pet_id\n            in: path", "name: petId\n            in: path" },
        { "pet-coupons", "buy-available-pet", "", "" },
        { "pet-coupons", "place-order", "", "" },
        { "oauth", "client-credentials-flow", "", "" },
        { "oauth", "authorization-code-flow", "", "" },
        { "oauth", "refresh-token-flow", "", "" },
        { "bnpl", "ApplyForLoanAtCheckout", "", "" },
        { "FAPI-PAR", "OIDC-PAR-AuthzCode", "auth-api.PAR", "auth-api.Par" },
    };

    [Theory]
    [MemberData(nameof(Public))]
    public async Task RunAsync_PublicDescription_RunsAgainstWhatItDescribes(string name, string workflow, string wrong, string mended)
    {
        string folder = SharedData.Require("arazzo/1.0.0");
        Dictionary<string, string> files = Directory.EnumerateFiles(folder).ToDictionary(f => Path.GetFileName(f), File.ReadAllText, StringComparer.Ordinal);
        string text = files.Single(f => f.Key.StartsWith(name, StringComparison.Ordinal) && f.Key.Contains("arazzo", StringComparison.Ordinal)).Value;
        string api = files.Keys.Single(f => f.StartsWith(name, StringComparison.Ordinal) && f.Contains("openapi", StringComparison.Ordinal));
        Assert.True(wrong.Length == 0 || text.Contains(wrong, StringComparison.Ordinal));
        text = wrong.Length == 0 ? text : text.Replace(wrong, mended, StringComparison.Ordinal);
        OpenApiDocument document = OpenApiReader.Read(api, files.GetValueOrDefault, static _ => { })!;
        await using FakeService service = await DescribedService.StartAsync(document, o => o.Response(302)?.Status == "302" && o.Id == "Authorization" ? 302 : null);
        string source = text.Split("- name: ", 2)[1].Split('\n', 2)[0].Trim();
        using Trial trial = new(
            new(StringComparer.Ordinal),
            new(StringComparer.Ordinal) { [source] = service.Address },
            more: "    variables: { PARrequestBody: { scope: openid }, TokenRequestBody: { grant_type: code }, client_id: me, redirect_uri: 'https://c.example/', customer: { uri: 'https://c.example/1' }, products: [1], totalAmount: 5 }",
            files: new(StringComparer.Ordinal) { [$"flows/{name}.arazzo.yaml"] = text, [$"{source}.openapi.yaml"] = files[api] });

        FlowAttemptResult result = await trial.RunAsync(flowId: $"{name}/{workflow}");

        string story = string.Join('\n', [$"{result.Outcome}", .. service.SeenLines, .. trial.Sink.Steps.Select(s => $"{s.Name}: {s.Outcome}"), Trial.Stable(result.Failure?.Message ?? string.Empty)]);
        Snapshot.Match(story, $"{nameof(RunAsync_PublicDescription_RunsAgainstWhatItDescribes)}.{name}.{workflow}");
    }

    [Fact]
    public void Load_EveryPublicDescription_OnlyMissesItsSources()
    {
        string folder = SharedData.Require("arazzo/1.0.0");
        using HttpTransport transport = new(new HttpTransportOptions(), TimeProvider.System);
        foreach (string path in Directory.EnumerateFiles(folder, "*arazzo.yaml"))
        {
            Dictionary<string, string> files = Directory.EnumerateFiles(folder, "*openapi.yaml").ToDictionary(f => "flows/" + Path.GetFileName(f), File.ReadAllText, StringComparer.Ordinal);
            files["seatrial.yaml"] = "project: shop\nenvironments: { local: {} }\n";
            files["flows/it.arazzo.yaml"] = File.ReadAllText(path);

            ProjectLoadResult loaded = new ProjectLoader(FlowVerbs.All(transport)).Load(folder, files);

            Assert.All(loaded.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error), d => Assert.True(d.Code is "ST1032" or "ST1039" || (d.Code == "ST1033" && path.EndsWith("FAPI-PAR.arazzo.yaml", StringComparison.Ordinal) && d.Hint == "Did you mean `Par`?"), $"{path}: {d.Code} {d.Span} {d.Message}"));
        }
    }

    [Fact]
    public async Task RunAsync_GoToRetryAndEnd_AreFollowed()
    {
        int asked = 0;
        await using FakeService shop = await FakeService.StartAsync(app =>
        {
            app.MapPost("/orders", () => Results.Json(new { id = 7, state = "new" }, statusCode: 201));
            app.MapGet("/orders/{id}", () => Results.Json(new { state = ++asked < 3 ? "new" : "PAID" }));
        });
        using Trial trial = TrialOf(shop, """
            - workflowId: buy
              inputs: { type: object, properties: { sku: { type: string, default: A-1 }, currency: { type: string } } }
              steps:
                - stepId: create
                  operationId: $sourceDescriptions.shop.createOrder
                  requestBody:
                    payload: { sku: $inputs.sku, note: 'in {$inputs.currency}', lines: [ { quantity: 1 } ], gone: $inputs.none }
                    replacements: [ { target: /lines/0/quantity, value: 3 } ]
                  successCriteria: [ { condition: $statusCode == 201 } ]
                  outputs: { id: $response.body#/id }
                  onSuccess: [ { name: on, type: goto, stepId: settled } ]
                - stepId: never
                  operationId: getXml
                - stepId: settled
                  operationId: getOrder
                  parameters: [ { name: id, in: path, value: $steps.create.outputs.id } ]
                  successCriteria: [ { condition: "$response.body#/state == 'paid'" } ]
                  onFailure: [ { name: again, type: retry, retryAfter: 0, retryLimit: 5 } ]
              outputs: { id: $steps.create.outputs.id }
            """);

        FlowAttemptResult result = await trial.RunAsync(flowId: "shop/buy");

        Assert.Null(result.Failure);
        Assert.Equal(["POST /orders", "GET /orders/7", "GET /orders/7", "GET /orders/7"], shop.SeenLines);
        Assert.Equal("""{"sku":"A-1","note":"in EUR","lines":[{"quantity":3}]}""", shop.Seen.First().Body);
        Assert.Equal([("create", StepOutcome.Passed, 1), ("settled", StepOutcome.Passed, 3), ("never", StepOutcome.Skipped, 0)], trial.Sink.Steps.Select(s => (s.Name, s.Outcome, s.Tries)));
    }

    [Fact]
    public async Task RunAsync_CriteriaOfEachKind_AreEvaluated()
    {
        await using FakeService shop = await FakeService.StartAsync(app =>
        {
            app.MapPost("/orders", () => Results.Json(new { id = 7, lines = new[] { new { sku = "A" } } }, statusCode: 201));
            app.MapGet("/xml", () => Results.Text("<order><state>paid</state></order>", "application/xml"));
        });
        using Trial trial = TrialOf(shop, """
            - workflowId: buy
              steps:
                - stepId: create
                  operationPath: '{$sourceDescriptions.shop.url}#/paths/~1orders/post'
                  successCriteria:
                    - condition: $statusCode >= 200 && ($statusCode < 300 || $response.body#/id == null) && !($method == 'GET')
                    - { type: jsonpath, context: $response.body, condition: "$.lines[?@.sku == 'A']" }
                    - { type: regex, context: $response.header.Content-Type, condition: '^application/json' }
                - stepId: xml
                  operationId: getXml
                  successCriteria:
                    - { type: xpath, context: $response.body, condition: "/order/state = 'paid'" }
                    - { type: { type: jsonpath, version: draft-goessner-dispatch-jsonpath-00 }, context: $response.body, condition: $.state }
            """);

        FlowAttemptResult result = await trial.RunAsync(flowId: "shop/buy");

        Assert.Equal((FlowOutcome.Failed, FailureKind.Expectation), (result.Outcome, result.Failure!.Kind));
        Assert.Equal([true, true, true, true, false], trial.Sink.Steps.SelectMany(s => s.Checks).Select(c => c.Passed));
        Snapshot.Match(Trial.Stable(result.Failure.Message));
    }

    [Fact]
    public async Task RunAsync_WorkflowsOfOneAnother_AreCalledAndGoneTo()
    {
        await using FakeService shop = await FakeService.StartAsync(app =>
        {
            app.MapPost("/orders", () => Results.Json(new { id = 7, lines = new[] { new { sku = "A" }, new { sku = "B" } } }, statusCode: 201));
            app.MapGet("/orders/{id}", (string id) => Results.Json(new { id }, statusCode: id == "7" ? 200 : 404));
            app.MapGet("/xml", () => Results.Ok());
        });
        using Trial trial = TrialOf(
            shop,
            """
            - workflowId: buy
              steps:
                - stepId: read
                  operationId: getOrder
                  dependsOn: [create]
                  parameters: [ { name: id, in: path, value: $steps.create.outputs.id } ]
                  onSuccess: [ { name: leave, type: goto, workflowId: $sourceDescriptions.other.look, parameters: [ { name: id, value: $steps.create.outputs.second } ] } ]
                - stepId: create
                  workflowId: $sourceDescriptions.other.make
                  parameters: [ { name: note, value: 'by {$sourceDescriptions.other.url} of {$self}' } ]
                  outputs:
                    id: $outputs.id
                    second: { context: $outputs.skus, selector: /1, type: jsonpointer }
                - stepId: never
                  operationId: getXml
            """,
            """
            - workflowId: make
              inputs: { type: object, required: [note], properties: { note: { type: string } } }
              steps:
                - stepId: post
                  operationId: createOrder
                  requestBody: { payload: { note: $inputs.note } }
                  outputs:
                    id: $response.body#/id
                    skus: { context: $response.body, selector: '$.lines[*].sku', type: jsonpath }
              outputs: { id: $steps.post.outputs.id, skus: $steps.post.outputs.skus }
            - workflowId: look
              inputs: { type: object, required: [id], properties: { id: { type: string } } }
              steps:
                - stepId: get
                  operationId: getOrder
                  parameters: [ { name: id, in: path, value: $inputs.id } ]
            """);

        FlowAttemptResult result = await trial.RunAsync(flowId: "shop/buy");

        Assert.Equal(["POST /orders", "GET /orders/7", "GET /orders/B"], shop.SeenLines);
        Assert.Equal("""{"note":"by other.arazzo.yaml of https://shop.example/shop.arazzo.yaml"}""", shop.Seen.First().Body);
        Assert.Equal(FlowOutcome.Failed, result.Outcome);
        Assert.Equal(
            [("create", StepOutcome.Passed), ("read", StepOutcome.Passed), ("leave $sourceDescriptions.other.look", StepOutcome.Failed), ("never", StepOutcome.Skipped)],
            trial.Sink.Steps.Select(s => (s.Name, s.Outcome)));
    }

    [Fact]
    public async Task RunAsync_GoToForEver_Ends()
    {
        await using FakeService shop = await FakeService.StartAsync(app => app.MapGet("/xml", () => Results.Ok()));
        using Trial trial = TrialOf(shop, """
            - workflowId: turn
              steps:
                - stepId: round
                  operationId: getXml
                  onSuccess: [ { name: on, type: goto, stepId: round } ]
            """);

        FlowAttemptResult result = await trial.RunAsync(flowId: "shop/turn");

        Assert.Equal(FailureKind.Test, result.Failure!.Kind);
        Assert.Contains("more than 1000 times", result.Failure.Message, StringComparison.Ordinal);
    }

    private static Trial TrialOf(FakeService shop, string workflows, string? others = null) => new(
        new(StringComparer.Ordinal),
        new(StringComparer.Ordinal) { ["shop"] = shop.Address },
        more: "    variables: { currency: EUR }",
        files: new(StringComparer.Ordinal)
        {
            ["flows/shop.arazzo.yaml"] = $"arazzo: 1.1.0\n$self: https://shop.example/shop.arazzo.yaml\ninfo: {{ title: T, version: '1' }}\nsourceDescriptions: [{{ name: shop, url: ../openapi.yaml, type: openapi }}{(others is null ? "" : ", { name: other, url: other.arazzo.yaml, type: arazzo }")}]\nworkflows:\n{workflows}\n",
            [others is null ? "flows/none.txt" : "flows/other.arazzo.yaml"] = $"arazzo: 1.1.0\ninfo: {{ title: T, version: '1' }}\nsourceDescriptions: [{{ name: shop, url: ../openapi.yaml, type: openapi }}]\nworkflows:\n{others}\n",
            ["openapi.yaml"] = Api,
        });
}
