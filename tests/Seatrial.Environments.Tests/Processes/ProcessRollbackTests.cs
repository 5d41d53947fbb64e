using System.Collections.Immutable;
using Seatrial.Core;
using Seatrial.Core.Deployments;
using Seatrial.Core.Remedies;
using Seatrial.Environments.Processes;
using Seatrial.Environments.Supervision;
using Seatrial.Environments.Tests.Supervision;
using Seatrial.TestKit;
using static Seatrial.Environments.Tests.Supervision.Harbour;

namespace Seatrial.Environments.Tests.Processes;

public sealed class ProcessRollbackTests
{
    [Fact]
    public async Task Apply_WhatRunsIsWhatWasJudged_BringsTheSettingsBackToo()
    {
        await using var harbour = new Harbour();
        await harbour.DeployAsync("d1", Service("catalog", "1.0.0", "good", ("PAGE", "50")), Service("orders", "1.0.0"));
        OperationReport bad = await harbour.DeployAsync(
            "d2", Service("catalog", "1.1.0", "good", ("PAGE", "60")), Service("orders", "1.0.0"));
        var remedy = new ProcessRollback(harbour.Environment);
        RemedyRequest request = Request("k1", bad.Changes);
        Assert.Equal(RemedyObservation.NotStarted, await remedy.ObserveAsync(request, TestContext.Current.CancellationToken));

        RemedyOutcome outcome = await remedy.ApplyAsync(request, TestContext.Current.CancellationToken);

        var applied = Assert.IsType<RemedyOutcome.Applied>(outcome);
        Assert.Equal("remedy:k1", applied.Running.Id);
        Assert.Equal([new DeployedService("catalog", "1.0.0", "1.1.0")], applied.Running.Services);
        Assert.Equal("d1", applied.Running.Revision);
        Assert.Equal("50", (await harbour.ReadAsync("catalog/environment")).GetProperty("PAGE").GetString());
        Assert.Equal(RemedyObservation.Ended, await remedy.ObserveAsync(request, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Apply_SameKeyAgain_DoesNothingEvenWhenItCouldActOnceMore()
    {
        await using var harbour = new Harbour();
        await harbour.DeployAsync("d1", Service("catalog", "1.0.0"));
        OperationReport bad = await harbour.DeployAsync("d2", Service("catalog", "1.1.0"));
        var remedy = new ProcessRollback(harbour.Environment);
        await remedy.ApplyAsync(Request("k1", bad.Changes), TestContext.Current.CancellationToken);
        await harbour.DeployAsync("d3", Service("catalog", "1.1.0"));
        IReadOnlyList<int> processes = harbour.Processes();

        RemedyOutcome again = await remedy.ApplyAsync(Request("k1", bad.Changes), TestContext.Current.CancellationToken);

        Assert.IsType<RemedyOutcome.Applied>(again);
        Assert.Equal("catalog=1.1.0", await harbour.VersionsAsync());
        Assert.Equal(processes, harbour.Processes());
    }

    [Fact]
    public async Task Apply_AnotherVersionRunsByNow_IsRefused()
    {
        await using var harbour = new Harbour();
        await harbour.DeployAsync("d1", Service("catalog", "1.0.0"));
        OperationReport bad = await harbour.DeployAsync("d2", Service("catalog", "1.1.0"));
        await harbour.DeployAsync("d3", Service("catalog", "1.2.0"));

        RemedyOutcome outcome = await new ProcessRollback(harbour.Environment)
            .ApplyAsync(Request("k1", bad.Changes), TestContext.Current.CancellationToken);

        Assert.Contains("catalog runs 1.2.0, no longer 1.1.0", Assert.IsType<RemedyOutcome.Refused>(outcome).Detail, StringComparison.Ordinal);
        Assert.Equal("catalog=1.2.0", await harbour.VersionsAsync());
    }

    [Fact]
    public async Task Apply_FirstDeployment_HasNothingToGoBackTo()
    {
        await using var harbour = new Harbour();
        OperationReport first = await harbour.DeployAsync("d1", Service("catalog", "1.0.0"));

        RemedyOutcome outcome = await new ProcessRollback(harbour.Environment)
            .ApplyAsync(Request("k1", first.Changes), TestContext.Current.CancellationToken);

        Assert.IsType<RemedyOutcome.Refused>(outcome);
    }

    [Fact]
    public async Task Apply_DeploymentsCoalesced_GoesBackOverBoth()
    {
        await using var harbour = new Harbour();
        await harbour.DeployAsync("d1", Service("catalog", "1.0.0"), Service("orders", "1.0.0"));
        await harbour.DeployAsync("d2", Service("catalog", "1.1.0"), Service("orders", "1.0.0"));
        await harbour.DeployAsync("d3", Service("catalog", "1.2.0"), Service("orders", "1.1.0"));

        RemedyOutcome outcome = await new ProcessRollback(harbour.Environment).ApplyAsync(
            Request("k1", [new("catalog", "1.2.0", "1.0.0"), new("orders", "1.1.0", "1.0.0")]),
            TestContext.Current.CancellationToken);

        Assert.IsType<RemedyOutcome.Applied>(outcome);
        Assert.Equal("catalog=1.0.0 orders=1.0.0", await harbour.VersionsAsync());
    }

    [Fact]
    public async Task Apply_WhileAnotherDeploymentIsUnderWay_IsRefused()
    {
        await using var harbour = new Harbour();
        await harbour.DeployAsync("d1", Service("catalog", "1.0.0"));
        OperationReport bad = await harbour.DeployAsync("d2", Service("catalog", "1.1.0"));
        Task<OperationReport> next = harbour.DeployAsync(
            "d3", Service("catalog", "1.2.0", "ready-on-sign", ("SIGN", harbour.Sign)));
        await Eventually.IsTrueAsync(
            () => harbour.ReadState().Rollout is not null, "it is under way", TestContext.Current.CancellationToken);

        RemedyOutcome outcome = await new ProcessRollback(harbour.Environment)
            .ApplyAsync(Request("k1", bad.Changes), TestContext.Current.CancellationToken);

        Assert.IsType<RemedyOutcome.Refused>(outcome);
        await File.WriteAllTextAsync(harbour.Sign, "go", TestContext.Current.CancellationToken);
        Assert.Equal(OperationProgress.Succeeded, (await next).Progress);
    }

    [Fact]
    public async Task Apply_SupervisorKilledMeanwhile_ActsOnceAndAnswers()
    {
        await using var harbour = new Harbour();
        await File.WriteAllTextAsync(harbour.Sign, "go", TestContext.Current.CancellationToken);
        await harbour.DeployAsync("d1", Service("catalog", "1.0.0", "ready-on-sign", ("SIGN", harbour.Sign)));
        OperationReport bad = await harbour.DeployAsync("d2", Service("catalog", "1.1.0"));
        File.Delete(harbour.Sign); // The release gone back to is not ready before it is given again.
        var remedy = new ProcessRollback(harbour.Environment);
        Task<RemedyOutcome> applying = remedy.ApplyAsync(Request("k1", bad.Changes), TestContext.Current.CancellationToken);
        await Eventually.IsTrueAsync(
            () => harbour.ReadState().Rollout is not null, "it is under way", TestContext.Current.CancellationToken);

        await harbour.KillSupervisorAsync();
        await File.WriteAllTextAsync(harbour.Sign, "go", TestContext.Current.CancellationToken);

        Assert.IsType<RemedyOutcome.Applied>(await applying);
        Assert.Equal("catalog=1.0.0", await harbour.VersionsAsync());
        Assert.Equal(2, harbour.Processes().Count);
    }

    [Fact]
    public async Task Apply_SupervisorStalls_CanBeAskedAgain()
    {
        await using var harbour = new Harbour();
        await harbour.DeployAsync("d1", Service("catalog", "1.0.0"));
        OperationReport bad = await harbour.DeployAsync("d2", Service("catalog", "1.1.0"));
        harbour.Halt(true);
        try
        {
            SeatrialException stalled = await Assert.ThrowsAsync<SeatrialException>(() => new ProcessRollback(harbour.Impatient())
                .ApplyAsync(Request("k1", bad.Changes), TestContext.Current.CancellationToken));
            Assert.True(stalled.IsTransient);
        }
        finally
        {
            harbour.Halt(false);
        }

        RemedyOutcome outcome = await new ProcessRollback(harbour.Environment)
            .ApplyAsync(Request("k1", bad.Changes), TestContext.Current.CancellationToken);

        Assert.IsType<RemedyOutcome.Applied>(outcome);
        Assert.Equal("catalog=1.0.0", await harbour.VersionsAsync());
    }

    private static RemedyRequest Request(string key, ImmutableArray<DeployedService> services) => new(
        key,
        RemedyKind.Rollback,
        "process",
        new Deployment("d2", "webhook", services, DateTimeOffset.UnixEpoch),
        "the checkout is broken");
}
