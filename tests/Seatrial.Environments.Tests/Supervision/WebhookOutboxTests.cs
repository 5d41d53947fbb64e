using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Seatrial.Core;
using Seatrial.Core.Deployments;
using Seatrial.Core.Remedies;
using Seatrial.Environments.Processes;
using Seatrial.Environments.Supervision;
using Seatrial.TestKit;
using static Seatrial.Environments.Tests.Supervision.Harbour;

namespace Seatrial.Environments.Tests.Supervision;

public sealed class WebhookOutboxTests
{
    [Fact]
    public async Task Deliver_ServerDownAtFirst_TellsDeploymentAndRollbackInOrderAndSigned()
    {
        await using var harbour = new Harbour();
        int port = FreePorts.Take();
        await ConfigureAsync(harbour, port);
        await harbour.DeployAsync("d1", Service("catalog", "1.0.0"));
        OperationReport bad = await harbour.DeployAsync("d2", Service("catalog", "1.1.0"));
        await new ProcessRollback(harbour.Environment).ApplyAsync(
            new RemedyRequest(
                "k1",
                RemedyKind.Rollback,
                "process",
                new Deployment("d2", "webhook", bad.Changes, DateTimeOffset.UnixEpoch),
                "bad"),
            TestContext.Current.CancellationToken);
        Assert.Equal(3, (await harbour.StatusAsync()).UndeliveredWebhooks);

        // What was not delivered outlives the supervisor, too.
        await harbour.KillSupervisorAsync();
        await using Receiver receiver = await Receiver.StartAsync(port, HttpStatusCode.Accepted, HttpStatusCode.ServiceUnavailable);
        await harbour.Environment.EnsureSupervisorAsync(TestContext.Current.CancellationToken);
        await DeliveredAsync(harbour);

        Assert.All(receiver.Received, r => Assert.Equal(SignatureCheck.Valid, r.Signature));
        Assert.All(receiver.Received, r => Assert.Equal("/api/v1/projects/shop/environments/local/deployments", r.Path));
        JsonElement[] accepted = [.. receiver.Received.Where(r => r.WasAccepted).Select(r => JsonElement.Parse(r.Body))];
        Assert.Equal("d1 d2 remedy:k1", string.Join(' ', accepted.Select(b => b.GetProperty("id").GetString())));
        JsonElement rollback = accepted[2];
        Assert.Equal("d1", rollback.GetProperty("revision").GetString());
        JsonElement service = Assert.Single(rollback.GetProperty("services").EnumerateArray());
        Assert.Equal("catalog", service.GetProperty("name").GetString());
        Assert.Equal("1.0.0", service.GetProperty("version").GetString());
        Assert.Equal("1.1.0", service.GetProperty("previousVersion").GetString());
    }

    [Fact]
    public async Task Deliver_ServerRefuses_KeepsItApartUntilConfiguredAnew()
    {
        await using var harbour = new Harbour();
        int port = FreePorts.Take();
        await ConfigureAsync(harbour, port);
        await using (await Receiver.StartAsync(port, HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity))
        {
            await harbour.DeployAsync("d1", Service("catalog", "1.0.0"));
            await Eventually.ReachesAsync(
                harbour.StatusAsync, s => s.RefusedWebhooks == 1, "it is refused", TestContext.Current.CancellationToken);
        }

        await using Receiver receiver = await Receiver.StartAsync(port, HttpStatusCode.OK, HttpStatusCode.OK);
        await ConfigureAsync(harbour, port);
        await DeliveredAsync(harbour);

        Assert.Single(receiver.Received);
    }

    [Theory]
    [InlineData(HttpStatusCode.Unauthorized)]
    [InlineData(HttpStatusCode.Forbidden)]
    [InlineData(HttpStatusCode.NotFound)]
    [InlineData(HttpStatusCode.RequestTimeout)]
    [InlineData(HttpStatusCode.Conflict)]
    [InlineData(HttpStatusCode.TooManyRequests)]
    public async Task Deliver_NotAcceptedForNow_IsTriedAgain(HttpStatusCode first)
    {
        await using var harbour = new Harbour();
        int port = FreePorts.Take();
        await using Receiver receiver = await Receiver.StartAsync(port, HttpStatusCode.Accepted, first);
        await ConfigureAsync(harbour, port);

        await harbour.DeployAsync("d1", Service("catalog", "1.0.0"));
        await DeliveredAsync(harbour);

        Assert.Equal([false, true], receiver.Received.Select(r => r.WasAccepted));
    }

    [Fact]
    public async Task Configure_ForAnotherProject_IsRefusedUntilStopped()
    {
        await using var harbour = new Harbour();
        await ConfigureAsync(harbour, FreePorts.Take());

        SeatrialException refused = await Assert.ThrowsAsync<SeatrialException>(() => ConfigureAsync(harbour, FreePorts.Take(), "depot"));

        Assert.Equal("supervisor-refused", refused.Code);
        Assert.Contains("shop, not of depot", refused.Message, StringComparison.Ordinal);
        Assert.Equal("shop", harbour.ReadState().Webhook!.Project);
        await harbour.Environment.StopAsync(TestContext.Current.CancellationToken);
        await ConfigureAsync(harbour, FreePorts.Take(), "depot");
        Assert.Equal("depot", harbour.ReadState().Webhook!.Project);
    }

    private static async Task ConfigureAsync(Harbour harbour, int port, string project = "shop")
    {
        await harbour.Environment.EnsureSupervisorAsync(TestContext.Current.CancellationToken);
        await harbour.Environment.ConfigureAsync(
            new WebhookTarget(new Uri($"http://127.0.0.1:{port}"), project, "local", Receiver.Secret),
            null,
            TestContext.Current.CancellationToken);
    }

    private static Task<SupervisorStatus> DeliveredAsync(Harbour harbour) => Eventually.ReachesAsync(
        harbour.StatusAsync,
        s => s is { UndeliveredWebhooks: 0, RefusedWebhooks: 0 },
        "everything is delivered",
        TestContext.Current.CancellationToken);

    private sealed record Delivery(string Path, string Body, SignatureCheck Signature, bool WasAccepted);

    /// <summary>What Seatrial is to the outbox; the first delivery gets an answer of its own.</summary>
    private sealed class Receiver : IAsyncDisposable
    {
        public const string Secret = "a secret of the test";
        private readonly WebApplication _app;

        private Receiver(WebApplication app) => _app = app;

        public ConcurrentQueue<Delivery> Received { get; } = [];

        public static async Task<Receiver> StartAsync(int port, HttpStatusCode status, HttpStatusCode first)
        {
            WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
            builder.WebHost.UseKestrelCore().UseUrls($"http://127.0.0.1:{port}");
            WebApplication app = builder.Build();
            var receiver = new Receiver(app);
            app.Run(async context =>
            {
                using var body = new MemoryStream();
                await context.Request.Body.CopyToAsync(body, context.RequestAborted);
                SignatureCheck check = WebhookSignature.Verify(
                    context.Request.Headers[WebhookSignature.Header], body.ToArray(), [Secret], TimeProvider.System);
                HttpStatusCode answer = receiver.Received.IsEmpty ? first : status;
                receiver.Received.Enqueue(new Delivery(
                    context.Request.Path,
                    System.Text.Encoding.UTF8.GetString(body.ToArray()),
                    check,
                    (int)answer < 300));
                context.Response.StatusCode = (int)answer;
            });
            await app.StartAsync(TestContext.Current.CancellationToken);
            return receiver;
        }

        public ValueTask DisposeAsync() => _app.DisposeAsync();
    }
}
