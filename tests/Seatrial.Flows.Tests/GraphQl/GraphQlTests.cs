using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Seatrial.Core.Flows;
using Seatrial.Flows.Tests.Peers;
using Seatrial.Flows.Tests.Running;
using Seatrial.TestKit;

namespace Seatrial.Flows.Tests.GraphQl;

public sealed class GraphQlTests
{
    private const string Tokens = "tokens: { me: { bearer: '{{ token }}' } }\nsecrets: { token: { file: token } }\n";

    [Fact]
    public async Task RunAsync_QueryFromAFile_IsAskedWithItsVariables()
    {
        await using FakeService service = await FakeService.StartAsync(static app => app.MapPost("/graphql", static () => Results.Json(new { data = new { order = new { id = "7", total = 12.5 } } })));
        using Trial trial = Trial.Of(
            """
              - name: Look
                graphql: '{{ shop }}/graphql'
                query: { file: queries/order.graphql }
                operationName: Order
                variables: { id: '{{ 3 + 4 }}' }
                headers: { X-Tenant: acme }
                auth: me
                expect: { status: 200, $.data.order.total: 12.5, header.content-type: { contains: json } }
                capture: { id: $.data.order.id }
              - graphql: '{{ shop }}/graphql'
                query: 'query ($id: ID!) { order(id: $id) { id } }'
                variables: { id: '{{ id }}' }
                expect: { $.data.order.id: '7' }
            """,
            service.Address,
            more: Tokens,
            files: new(StringComparer.Ordinal) { ["queries/order.graphql"] = "query Order($id: ID!) { order(id: $id) { id total } }\nmutation Pay($id: ID!) { pay(id: $id) }\n" })
            .WithSecret("token", "a-token-of-the-tests");

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Null(result.Failure);
        SeenRequest seen = service.Seen.First();
        Assert.Equal("""{"query":"query Order($id: ID!) { order(id: $id) { id total } }\nmutation Pay($id: ID!) { pay(id: $id) }\n","operationName":"Order","variables":{"id":7}}""", seen.Body);
        Assert.Equal("Bearer a-token-of-the-tests", seen.Headers["Authorization"]);
        Assert.Equal("application/graphql-response+json, application/json;q=0.9", seen.Headers["Accept"]);
        Assert.Equal("acme", seen.Headers["X-Tenant"]);
        Assert.DoesNotContain("a-token-of-the-tests", trial.Everything(result), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_AnswerHasErrors_FailsAndShowsThemWithWhatDataCame()
    {
        FlowAttemptResult result = await AskAsync(
            """{"data":{"order":{"id":"7","total":null}},"errors":[{"message":"the price list is gone","path":["order","total"],"extensions":{"code":"INTERNAL"}},{"message":"and that"}]}""",
            "expect: { $.data.order.id: '7' }");

        Assert.Equal(FailureKind.Expectation, result.Failure!.Kind);
        Snapshot.Match(Trial.Stable(result.Failure.Message));
    }

    [Fact]
    public async Task RunAsync_ErrorsAreExpected_AreJudgedByTheStep()
    {
        FlowAttemptResult result = await AskAsync(
            """{"data":null,"errors":[{"message":"no such order","extensions":{"code":"NOT_FOUND"}}]}""",
            "expect: { '$.errors[0].extensions.code': NOT_FOUND, '$.errors': { count: 1 } }");

        Assert.Null(result.Failure);
    }

    [Fact]
    public async Task RunAsync_ExpectationFails_SaysWhatCame()
    {
        FlowAttemptResult result = await AskAsync("""{"data":{"order":{"id":"8"}}}""", "expect: { $.data.order.id: '7' }");

        Snapshot.Match(Trial.Stable(result.Failure!.Message));
    }

    [Theory]
    [InlineData("html", "<h1>Bad gateway</h1>", 502, "text/html")]
    [InlineData("json", """{"message":"no route"}""", 404, "application/json")]
    [InlineData("denied", "", 401, "text/plain")]
    public async Task RunAsync_AnswerIsNotOfGraphQl_SaysWhatItIs(string kind, string body, int status, string type)
    {
        FlowAttemptResult result = await AskAsync(body, "expect: { $.data.order.id: '7' }", status, type);

        Assert.Equal(FailureKind.Expectation, result.Failure!.Kind);
        Assert.Equal(status, result.Failure.HttpStatus);
        Snapshot.Match(Trial.Stable(result.Failure.Message), $"{nameof(RunAsync_AnswerIsNotOfGraphQl_SaysWhatItIs)}.{kind}");
    }

    [Fact]
    public async Task RunAsync_StatusIsExpected_NeedsNoAnswerOfGraphQl() =>
        Assert.Null((await AskAsync(string.Empty, "expect: { status: 401 }", 401, "text/plain")).Failure);

    [Fact]
    public async Task RunAsync_NothingListens_RetriesTheQueryAndNotTheMutation()
    {
        using Trial trial = Trial.Of(
            """
              - name: Look
                graphql: '{{ shop }}/graphql'
                query: '{ items { sku } }'
                expect: { $.data.items: { count: 1 } }
            """,
            RawPeer.Nowhere());
        using Trial other = Trial.Of(
            """
              - name: Pay
                graphql: '{{ shop }}/graphql'
                query: 'mutation { pay { id } }'
                expect: { $.data.pay.id: 1 }
            """,
            RawPeer.Nowhere());

        FlowAttemptResult query = await trial.RunAsync();
        FlowAttemptResult mutation = await other.RunAsync();

        Assert.Equal(TransportFault.ConnectionRefused, query.Failure!.Fault);
        Assert.Equal(3, trial.Sink.Steps[0].Tries);
        Assert.Equal(1, other.Sink.Steps[0].Tries);
        Snapshot.Match(Trial.Stable(mutation.Failure!.Message));
    }

    [Fact]
    public async Task RunAsync_NoAnswerInTime_NamesTheDeadline()
    {
        await using FakeService service = await FakeService.StartAsync(static app => app.MapPost("/graphql", static async (HttpContext context) =>
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted))); // slow on purpose: the deadline is the test
        using Trial trial = Trial.Of(
            """
              - name: Look
                graphql: '{{ shop }}/graphql'
                query: '{ items { sku } }'
                within: 300ms
                expect: { $.data.items: { count: 1 } }
            """,
            service.Address);

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Equal(FailureKind.Deadline, result.Failure!.Kind);
        Snapshot.Match(Trial.Stable(result.Failure.Message));
    }

    private static async Task<FlowAttemptResult> AskAsync(string body, string then, int status = 200, string type = "application/json")
    {
        await using FakeService service = await FakeService.StartAsync(app => app.MapPost("/graphql", () => Results.Text(body, type, statusCode: status)));
        using Trial trial = Trial.Of(
            $$$"""
              - name: Look
                graphql: '{{ shop }}/graphql'
                query: 'query Order { order(id: 7) { id total } }'
                {{{then}}}
            """,
            service.Address);
        return await trial.RunAsync();
    }
}
