using Seatrial.Core.Documents;
using Seatrial.Flows.Http;
using Seatrial.Project.Loading;
using Seatrial.TestKit;

namespace Seatrial.Flows.Tests.Running;

public sealed class SampleTests
{
    [Fact]
    public void Load_TheShop_EveryFlowBinds()
    {
        using HttpTransport transport = new(new HttpTransportOptions(), TimeProvider.System);

        ProjectLoadResult loaded = new ProjectLoader(FlowVerbs.All(transport)).Load(TestPaths.InRepository("samples", "shop"));

        Assert.Empty(loaded.Diagnostics.Where(static d => d.Severity == DiagnosticSeverity.Error).Select(static d => $"{d.Span}: {d.Message}"));
        Assert.NotEmpty(loaded.Project!.Flows);
        Assert.All(loaded.Project.Flows.Values, static flow => Assert.NotEmpty(flow.Steps));
    }
}
