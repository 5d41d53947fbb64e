using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Seatrial.Core;
using Seatrial.Core.Deployments;
using Seatrial.Environments.Supervision;
using Seatrial.TestKit;
using static Seatrial.Environments.Tests.Supervision.Harbour;

namespace Seatrial.Environments.Tests.Supervision;

public sealed class DeploymentTests
{
    [Fact]
    public async Task Deploy_FirstRelease_ServesBehindTheGatewayWithItsEnvironment()
    {
        await using var harbour = new Harbour();
        await harbour.Environment.EnsureSupervisorAsync(TestContext.Current.CancellationToken);
        await harbour.Environment.ConfigureAsync(null, "http://127.0.0.1:4317", TestContext.Current.CancellationToken);

        OperationReport report = await harbour.DeployAsync(
            "d1", Service("catalog", "1.0.0", "good", ("Catalog__PageSize", "50")), Service("order-desk", "1.0.0"));

        Assert.Equal(OperationProgress.Succeeded, report.Progress);
        Assert.Equal([new("catalog", "1.0.0", null), new DeployedService("order-desk", "1.0.0", null)], report.Changes);
        SupervisorStatus status = await harbour.StatusAsync();
        Assert.All(status.Services, s => Assert.Equal(ServiceCondition.Ready, s.Condition));
        JsonElement env = await harbour.ReadAsync("catalog/environment");
        Assert.Equal("catalog", env.GetProperty("SERVICE_NAME").GetString());
        Assert.Equal("1.0.0", env.GetProperty("SERVICE_VERSION").GetString());
        Assert.Equal("50", env.GetProperty("Catalog__PageSize").GetString());
        Assert.Equal($"{status.Gateway}order-desk", env.GetProperty("SERVICES__ORDER_DESK").GetString());
        Assert.Equal("http://127.0.0.1:4317", env.GetProperty("OTEL_EXPORTER_OTLP_ENDPOINT").GetString());
        Assert.StartsWith("service.version=1.0.0,deployment.environment.name=", env.GetProperty("OTEL_RESOURCE_ATTRIBUTES").GetString());
        Assert.True(Directory.Exists(env.GetProperty("DATA_DIR").GetString()));
        Assert.False(env.TryGetProperty("SERVICES__GATEWAY", out _));
    }

    [Fact]
    public async Task Deploy_Upgrade_LosesNoRequestAndTouchesOnlyWhatChanged()
    {
        await using var harbour = new Harbour();
        await harbour.DeployAsync("d1", Service("catalog", "1.0.0"), Service("orders", "1.0.0"));
        int? untouched = (await harbour.StatusAsync()).Services.Single(s => s.Name == "orders").Pid;
        Uri address = new((await harbour.StatusAsync()).Gateway, "catalog/work");
        using var rolled = new CancellationTokenSource();
        var answers = new ConcurrentBag<string>();
        Task[] clients = [.. Enumerable.Range(0, 4).Select(_ => AskAsync(address, answers, rolled.Token))];
        await Eventually.IsTrueAsync(() => answers.Count > 20, "requests flow", TestContext.Current.CancellationToken);

        OperationReport report = await harbour.DeployAsync("d2", Service("catalog", "1.1.0"), Service("orders", "1.0.0"));

        int before = answers.Count;
        await Eventually.IsTrueAsync(() => answers.Count > before + 20, "requests still flow", TestContext.Current.CancellationToken);
        await rolled.CancelAsync();
        await Task.WhenAll(clients);
        Assert.Equal([new DeployedService("catalog", "1.1.0", "1.0.0")], report.Changes);
        Assert.Equal("1.0.0 1.1.0", string.Join(' ', answers.Order(StringComparer.Ordinal).Distinct(StringComparer.Ordinal)));
        Assert.Equal(untouched, (await harbour.StatusAsync()).Services.Single(s => s.Name == "orders").Pid);
        Assert.Equal(3, harbour.Processes().Count);
    }

    [Theory]
    [InlineData("never-ready", "was not ready within 10 s")]
    [InlineData("crash", "cannot find the table of contents")]
    public async Task Deploy_SecondServiceFails_BringsTheFirstBackAndSaysWhy(string behaviour, string why)
    {
        await using var harbour = new Harbour(readySeconds: 10);
        await harbour.DeployAsync("d1", Service("catalog", "1.0.0"), Service("orders", "1.0.0"));

        OperationReport report = await harbour.DeployAsync("d2", Service("catalog", "1.1.0"), Service("orders", "1.1.0", behaviour));

        Assert.Equal(OperationProgress.Failed, report.Progress);
        Assert.Contains("orders 1.1.0", report.Detail, StringComparison.Ordinal);
        Assert.Contains(why, report.Detail, StringComparison.Ordinal);
        Assert.Equal("catalog=1.0.0 orders=1.0.0", await harbour.VersionsAsync());
        Assert.Equal("1.0.0", (await harbour.ReadAsync("catalog/version")).GetProperty("version").GetString());
        Assert.Equal(3, harbour.Processes().Count);
    }

    [Fact]
    public async Task Deploy_FirstReleaseFails_LeavesNothing()
    {
        await using var harbour = new Harbour();

        OperationReport report = await harbour.DeployAsync("d1", Service("catalog", "1.0.0"), Service("orders", "1.0.0", "crash"));

        Assert.Equal(OperationProgress.Failed, report.Progress);
        Assert.Empty((await harbour.StatusAsync()).Services);
        using HttpResponseMessage answer = await harbour.GetAsync("catalog/version");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Single(harbour.Processes());
    }

    [Fact]
    public async Task Deploy_SameKeyAgain_GivesTheSameReportAndDoesNothing()
    {
        await using var harbour = new Harbour();
        OperationReport first = await harbour.DeployAsync("d1", Service("catalog", "1.0.0"));
        IReadOnlyList<int> processes = harbour.Processes();

        OperationReport again = await harbour.DeployAsync("d1", Service("catalog", "9.9.9"));

        Assert.Equal(JsonSerializer.Serialize(first), JsonSerializer.Serialize(again));
        Assert.Equal(processes, harbour.Processes());
    }

    [Fact]
    public async Task Deploy_ServiceLeftOut_IsStoppedAndHasNoRoute()
    {
        await using var harbour = new Harbour();
        await harbour.DeployAsync("d1", Service("catalog", "1.0.0"), Service("orders", "1.0.0"));

        await harbour.DeployAsync("d2", Service("orders", "1.0.0"));

        Assert.Equal("orders=1.0.0", await harbour.VersionsAsync());
        Assert.Equal(2, harbour.Processes().Count);
    }

    [Fact]
    public async Task Deploy_OldVersionDeafToTermination_IsKilled()
    {
        await using var harbour = new Harbour();
        await harbour.DeployAsync("d1", Service("catalog", "1.0.0", "deaf"));

        OperationReport report = await harbour.DeployAsync("d2", Service("catalog", "1.1.0"));

        Assert.Equal(OperationProgress.Succeeded, report.Progress);
        Assert.Equal(2, harbour.Processes().Count);
    }

    [Fact]
    public async Task Deploy_UnacceptablePlan_IsRefusedBeforeAnythingStarts()
    {
        await using var harbour = new Harbour();

        SeatrialException error = await Assert.ThrowsAsync<SeatrialException>(() =>
            harbour.DeployAsync("d1", Service("catalog", "1.0.0") with { Run = ["../../bin/sh", "-c", "true"] }));

        Assert.Equal("supervisor-refused", error.Code);
        Assert.Empty(harbour.Processes());
    }

    [Fact]
    public async Task StateFolder_HoldsSecrets_IsClosedToOthers()
    {
        await using var harbour = new Harbour();
        await harbour.DeployAsync("d1", Service("catalog", "1.0.0", "good", ("SECRET", "s3cr3t-value")));

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, Mode(harbour.State));
        IEnumerable<string> files = Directory.GetFiles(harbour.State, "*.json", SearchOption.AllDirectories)
            .Append(Path.Combine(harbour.State, "control.sock"));
        Assert.All(files, file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, Mode(file)));
        string log = await File.ReadAllTextAsync(new StatePaths(harbour.State).Log, TestContext.Current.CancellationToken);
        Assert.DoesNotContain("s3cr3t-value", log, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cr3t-value", Service("a", "1", "good", ("SECRET", "s3cr3t-value")).ToString(), StringComparison.Ordinal);

        static UnixFileMode Mode(string path) => OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(path);
    }

    private static async Task AskAsync(Uri address, ConcurrentBag<string> answers, CancellationToken until)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        while (!until.IsCancellationRequested && answers.Count < 100_000)
        {
            answers.Add(await client.GetStringAsync(address, TestContext.Current.CancellationToken));
        }
    }
}
