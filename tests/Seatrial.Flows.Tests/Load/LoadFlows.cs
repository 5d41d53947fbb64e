using Seatrial.Core.Documents;
using Seatrial.Core.Flows;
using Seatrial.Flows.Http;
using Seatrial.Project.Flows;
using Seatrial.Project.Loading;

namespace Seatrial.Flows.Tests.Load;

/// <summary>Flows with a load, and journeys as they may end.</summary>
internal static class LoadFlows
{
    private static readonly SourceSpan Span = SourceSpan.WholeFile("flows/flow.flow.yaml");

    public static FlowPlan Of(string load)
    {
        using HttpTransport transport = new(new HttpTransportOptions(), TimeProvider.System);
        ProjectLoadResult loaded = new ProjectLoader(FlowVerbs.All(transport, allowCommands: false)).Load("/", new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["seatrial.yaml"] = "project: shop\nenvironments: { local: { allowLoad: true, services: { shop: 'http://shop.example' } } }",
            ["flows/flow.flow.yaml"] = $$$"""
                flow: Buy
                load: { {{{load}}} }
                steps:
                  - { name: Look, http: 'GET {{ shop }}/items', expect: { status: 200 } }
                  - { name: Order, http: 'POST {{ shop }}/orders', expect: { status: 201 } }
                """,
        });
        Assert.True(loaded.Project is not null, string.Join('\n', loaded.Diagnostics.Select(static d => $"{d.Code} {d.Message}")));
        return loaded.Project.Flows["flow"];
    }

    public static FlowAttemptResult Passed(TimeSpan took) => new(FlowOutcome.Passed, took, null, ["t1", "t2"]) { AnyAnswer = true };

    public static FlowAttemptResult Failed(TimeSpan took, FailureKind kind, string message, string signature) =>
        new(FlowOutcome.Failed, took, new StepFailure(kind, 1, "Order", message, Span) { Target = "shop", TraceId = "t2", Signature = signature }, ["t1", "t2"]) { AnyAnswer = true };

    public static StepRecord Step(int index, TimeSpan took, StepFailure? failure = null) =>
        new(index, index == 0 ? "Look" : "Order", "http", index == 0 ? "GET {{ shop }}/items" : "POST {{ shop }}/orders", failure is null ? StepOutcome.Passed : StepOutcome.Failed, DateTimeOffset.UnixEpoch, took)
        {
            Target = "shop",
            TraceId = index == 0 ? "t1" : "t2",
            Failure = failure,
        };
}
