using Seatrial.Core.Documents;
using Seatrial.Project.Boundaries;
using Seatrial.Project.Flows;
using Seatrial.Project.Loading;
using Seatrial.Project.Tests.Loading;

namespace Seatrial.Project.Tests.Boundaries;

/// <summary>What a boundary file becomes: a request for every rule with every actor, and with every wrong token.</summary>
public sealed class BoundaryFileTests
{
    private const string Project = """
        project: shop
        services: { orders: { openapi: orders.yaml } }
        tokens: { alice: { bearer: abcdefgh }, bob: { bearer: ijklmnop }, tenant-b: { bearer: qrstuvwx } }
        environments: { local: { services: { orders: 'http://localhost:1' } } }
        """;

    private const string Sound = """
        boundary: Orders belong to their buyer
        actors: { anonymous: {}, alice: { auth: alice }, bob: { auth: bob } }
        given:
          - http: POST {{ orders }}/orders
            id: made
            as: alice
            expect: { status: 201 }
            capture: { orderId: $.id }
        rules:
          - http: GET {{ orders }}/orders/{{ orderId }}
            allow: [alice]
            deny: { anonymous: 401 }
          - name: delete it
            http: DELETE {{ orders }}/orders/{{ orderId }}
            allow: alice
        tokens: { missing: , other-tenant: { auth: tenant-b, expect: 404 } }
        """;

    [Fact]
    public void Every_rule_is_tried_with_every_actor_and_every_wrong_token()
    {
        ProjectLoadResult result = Written.Flow(Sound, Project.Replace(" openapi: orders.yaml ", string.Empty, StringComparison.Ordinal));

        Assert.Empty(result.Diagnostics);
        FlowPlan plan = Assert.Single(result.Project!.Flows.Values);
        Assert.Equal(["http POST {{ orders }}/orders", "Every rule, with every actor"], plan.Steps.Select(static s => s.Name));
        Assert.Equal(
            [
                "alice may: GET /orders/{orderId}", "anonymous may not: GET /orders/{orderId}", "bob may not: GET /orders/{orderId}",
                "without a token nobody may: GET /orders/{orderId}", "with a token of another tenant nobody may: GET /orders/{orderId}",
                "alice may: delete it", "anonymous may not: delete it", "bob may not: delete it",
                "without a token nobody may: delete it", "with a token of another tenant nobody may: delete it",
            ],
            Requests(plan).Select(static branch => branch[^1].Name));
    }

    [Fact]
    public void What_changes_something_has_what_is_given_for_itself()
    {
        FlowPlan plan = Written.Flow(Sound, Project.Replace(" openapi: orders.yaml ", string.Empty, StringComparison.Ordinal)).Project!.Flows.Values.Single();

        Assert.All(Requests(plan).Take(5), static branch => Assert.Single(branch));
        Assert.All(Requests(plan).Skip(5), static branch => Assert.Equal(2, branch.Count));
    }

    [Fact]
    public void A_wrong_token_stands_in_for_the_one_of_somebody_who_may()
    {
        FlowPlan plan = Written.Flow(Sound, Project.Replace(" openapi: orders.yaml ", string.Empty, StringComparison.Ordinal)).Project!.Flows.Values.Single();

        StepPlan missing = Requests(plan)[3][^1];
        Assert.Equal((TokenAttack.Missing, "alice", null), (missing.Attack!.Attack, missing.Auth, missing.Attack.Provider));
        StepPlan foreign = Requests(plan)[4][^1];
        Assert.Equal((TokenAttack.OtherTenant, "tenant-b"), (foreign.Attack!.Attack, foreign.Attack.Provider));
    }

    [Theory]
    [InlineData("expired", "with a forged token that has expired", "with an expired token")]
    [InlineData("wrong-audience", "with a forged token for another service", "with a token for another service")]
    [InlineData("wrong-issuer", "with a forged token of another issuer", "with a token of another issuer")]
    public void A_forged_claim_does_not_read_like_the_issuers_own(string attack, string forged, string genuine)
    {
        Assert.Equal($"{forged} nobody may: GET /orders", Attacked($"[{attack}]"));
        Assert.Equal($"{genuine} nobody may: GET /orders", Attacked($"{{ {attack}: {{ auth: bob }} }}"));
    }

    [Fact]
    public void One_wrong_token_needs_no_list() =>
        Assert.Equal("without a token nobody may: GET /orders", Attacked("missing"));

    [Fact]
    public void An_operation_that_no_rule_is_about_is_told()
    {
        const string description = """
            openapi: 3.1.0
            info: { title: Orders, version: '1' }
            paths:
              /orders:
                post: { operationId: place, responses: { '201': { description: made } } }
                get: { operationId: list, responses: { '200': { description: all } } }
              /orders/{id}:
                parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
                get: { operationId: read, responses: { '200': { description: one } } }
                delete: { operationId: remove, responses: { '204': { description: gone } } }
            """;
        ProjectLoadResult result = Written.Project(Project, ("orders.yaml", description), ("flows/a.flow.yaml", Sound + "\npublic: [orders.list]\n"));

        Diagnostic found = Assert.Single(result.Diagnostics);
        Assert.Equal(("ST0557", DiagnosticSeverity.Warning), (found.Code, found.Severity));
        Assert.Contains("`place`", found.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("`list`", found.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("`read`", found.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ST0550", "actors: { alice: { auth: alice } }\nrules: [{ http: 'GET {{ orders }}/', allow: [bob] }]")]
    [InlineData("ST0552", "rules: [{ http: 'GET {{ orders }}/', allow: [] }]")]
    [InlineData("ST0553", "actors: { alice: {} }\nrules: [{ sql: x, allow: [alice] }]")]
    [InlineData("ST0553", "actors: { alice: {} }\nrules: [{ http: 'GET {{ orders }}/', as: alice, allow: [alice] }]")]
    [InlineData("ST0554", "actors: { alice: {} }\nrules: [{ http: 'GET {{ orders }}/' }]")]
    [InlineData("ST0554", "actors: { alice: {} }\nrules: [{ http: 'GET {{ orders }}/', allow: [alice], deny: [alice] }]")]
    [InlineData("ST0556", "actors: { alice: { auth: alice } }\nrules: [{ http: 'GET {{ orders }}/', allow: [alice] }]\ntokens: [stolen]")]
    [InlineData("ST0556", "actors: { alice: { auth: alice } }\nrules: [{ http: 'GET {{ orders }}/', allow: [alice] }]\ntokens: [other-tenant]")]
    [InlineData("ST0555", "actors: { alice: {} }\nrules: []")]
    [InlineData("ST0202", "actors: { alice: {} }\nrules: { http: 'GET {{ orders }}/', allow: [alice] }")]
    [InlineData("ST0202", "actors: { alice: {} }\ngiven: { http: 'POST {{ orders }}/' }\nrules: [{ http: 'GET {{ orders }}/', allow: [alice] }]")]
    [InlineData("ST0202", "actors: { alice: { auth: alice } }\nrules: [{ http: 'GET {{ orders }}/', allow: [alice] }]\ntokens: [missing, { expired: { auth: bob } }]")]
    [InlineData("ST0404", "actors: { alice: { auth: alice } }\nrules: [{ http: 'GET {{ orders }}/', allow: [alice] }]\ntokens: { expired: { auth: nobody } }")]
    [InlineData("ST0301", "actors: { alice: { auth: alice } }\nrules: [{ http: 'DELETE {{ orders }}/{{ what }}', allow: [alice] }]\ntokens: [missing, malformed]")]
    public void What_is_wrong_is_told_once(string code, string text)
    {
        ProjectLoadResult result = Written.Flow($"boundary: B\n{text}\n", Project.Replace(" openapi: orders.yaml ", string.Empty, StringComparison.Ordinal));

        Assert.Equal([code], result.Diagnostics.Select(static d => d.Code));
    }

    /// <summary>The name of the request with the one wrong token.</summary>
    private static string Attacked(string tokens)
    {
        string text = $"boundary: B\nactors: {{ alice: {{ auth: alice }} }}\nrules: [{{ http: 'GET {{{{ orders }}}}/orders', allow: [alice] }}]\ntokens: {tokens}\n";
        ProjectLoadResult result = Written.Flow(text, Project.Replace(" openapi: orders.yaml ", string.Empty, StringComparison.Ordinal));

        Assert.Empty(result.Diagnostics);
        return Requests(Assert.Single(result.Project!.Flows.Values))[^1][^1].Name;
    }

    private static List<IReadOnlyList<StepPlan>> Requests(FlowPlan plan) =>
    [
        .. ((ParallelAction)plan.Steps[^1].Action).Branches
            .SelectMany(static rule => ((ParallelAction)rule[0].Action).Branches)
            .Select(static branch => (IReadOnlyList<StepPlan>)branch),
    ];
}
