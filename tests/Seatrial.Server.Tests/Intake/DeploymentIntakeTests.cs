using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using CsCheck;
using Microsoft.Extensions.Time.Testing;
using Seatrial.Core.Deployments;
using Seatrial.Core.Environments;
using Seatrial.Server.Tests.Hosting;
using Seatrial.Storage.Sqlite;

namespace Seatrial.Server.Tests.Intake;

public sealed class DeploymentIntakeTests : IAsyncLifetime
{
    private static readonly string[] ContentTypes = ["application/json", "application/cloudevents+json", "text/plain"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("seatrial-server-");
    private TestServer _server = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _server = await TestServer.StartAsync(_folder.FullName, Token);

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_new_delivery_is_accepted_with_the_address_of_its_run()
    {
        using HttpResponseMessage answer = await _server.PostAsync(TestServer.Deployments, TestServer.Body("d-1"), Token);

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        JsonElement body = await answer.Content.ReadFromJsonAsync<JsonElement>(Token);
        string run = body.GetProperty("runId").GetString()!;
        Assert.Equal("accepted", body.GetProperty("status").GetString());
        Assert.Equal($"/api/v1/projects/shop/runs/{run}", answer.Headers.Location!.OriginalString);
        JsonElement view = await _server.Client.GetFromJsonAsync<JsonElement>(answer.Headers.Location, Token);
        Assert.Equal("queued", view.GetProperty("status").GetString());
        Assert.Equal("1.0.0", view.GetProperty("deployment").GetProperty("services")[0].GetProperty("previousVersion").GetString());
    }

    [Fact]
    public async Task The_same_id_again_is_answered_with_the_first_run()
    {
        using HttpResponseMessage first = await _server.PostAsync(TestServer.Deployments, TestServer.Body("d-1"), Token);
        _server.Clock.Advance(TimeSpan.FromMinutes(20));
        using HttpResponseMessage again = await _server.PostAsync(TestServer.Deployments, TestServer.Body("d-1", "9.9.9"), Token);
        using HttpResponseMessage other = await _server.PostAsync(TestServer.Deployments, TestServer.Body("d-2"), Token);

        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Equal(first.Headers.Location, again.Headers.Location);
        Assert.Contains("\"known\"", await again.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Accepted, other.StatusCode);
        Assert.NotEqual(first.Headers.Location, other.Headers.Location);
    }

    [Fact]
    public async Task A_delivery_is_on_disk_and_answered_in_less_than_50_ms()
    {
        List<TimeSpan> taken = [];
        for (int i = 0; i < 40; i++)
        {
            long started = TimeProvider.System.GetTimestamp();
            using HttpResponseMessage answer = await _server.PostAsync(TestServer.Deployments, TestServer.Body($"d-{i}"), Token);
            taken.Add(TimeProvider.System.GetElapsedTime(started));
            Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        }

        TimeSpan median = taken.Order().ElementAt(taken.Count / 2);
        TestContext.Current.SendDiagnosticMessage("median {0} ms, first {1} ms", median.TotalMilliseconds, taken[0].TotalMilliseconds);
        Assert.InRange(median, TimeSpan.Zero, TimeSpan.FromMilliseconds(50));
    }

    [Fact]
    public async Task Many_deliveries_of_one_id_at_once_make_one_run()
    {
        HttpResponseMessage[] answers = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => _server.PostAsync(TestServer.Deployments, TestServer.Body("d-1"), Token)));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Accepted);
        Assert.Single(answers.Select(answer => answer.Headers.Location).Distinct());
    }

    [Fact]
    public async Task A_remedys_own_deployment_is_attached_to_its_run()
    {
        using (EnvironmentLedger ledger = new(_server.Journal, "shop", "local"))
        {
            await ledger.AppendAsync(
                _ => [new EnvironmentEvent.RemedySpent("r-1", "r-1/rollback") { At = _server.Clock.GetUtcNow() }],
                Token);
        }

        using HttpResponseMessage answer =
            await _server.PostAsync(TestServer.Deployments, TestServer.Body("remedy:r-1/rollback"), Token);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.EndsWith("/runs/r-1", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "intake-signature-missing")]
    [InlineData("", "intake-signature-missing")]
    [InlineData("nonsense", "intake-signature-malformed")]
    [InlineData("t=1,v1=abc", "intake-signature-malformed")]
    [InlineData("t=-5,v1=0000000000000000000000000000000000000000000000000000000000000000", "intake-signature-malformed")]
    [InlineData("t=99999999999999999999,v1=0000000000000000000000000000000000000000000000000000000000000000", "intake-signature-malformed")]
    [InlineData("t=1795424400,v1=0000000000000000000000000000000000000000000000000000000000000000", "intake-signature-mismatch")]
    public async Task A_bad_signature_is_401(string? header, string code)
    {
        using HttpResponseMessage answer = await _server.PostAsync(
            TestServer.Deployments,
            Encoding.UTF8.GetBytes(TestServer.Body("d-1")),
            Token,
            change: request =>
            {
                request.Headers.Remove(WebhookSignature.Header);
                if (header is not null)
                {
                    request.Headers.TryAddWithoutValidation(WebhookSignature.Header, header);
                }
            });

        await AssertProblemAsync(answer, HttpStatusCode.Unauthorized, code);
        await AssertNothingAcceptedAsync();
    }

    [Theory]
    [InlineData(-301, false)]
    [InlineData(-300, true)]
    [InlineData(300, true)]
    [InlineData(301, false)]
    public async Task A_signature_counts_for_five_minutes_either_way(int seconds, bool isAccepted)
    {
        byte[] body = Encoding.UTF8.GetBytes(TestServer.Body("d-1"));
        using HttpResponseMessage answer =
            await PostSignedAsync(body, WebhookSignature.Sign(TestServer.Secret, body, new FakeTimeProvider(_server.Clock.GetUtcNow().AddSeconds(seconds))));

        if (isAccepted)
        {
            Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        }
        else
        {
            await AssertProblemAsync(answer, HttpStatusCode.Unauthorized, "intake-timestamp-outside-tolerance");
        }
    }

    [Fact]
    public async Task Both_secrets_of_a_rotation_count_and_a_changed_body_does_not()
    {
        byte[] body = Encoding.UTF8.GetBytes(TestServer.Body("d-1"));
        string older = WebhookSignature.Sign(TestServer.OlderSecret, body, _server.Clock);
        using HttpResponseMessage accepted = await PostSignedAsync(body, older);
        using HttpResponseMessage changed = await PostSignedAsync(Encoding.UTF8.GetBytes(TestServer.Body("d-2")), older);

        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        await AssertProblemAsync(changed, HttpStatusCode.Unauthorized, "intake-signature-mismatch");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_over_the_limit_is_413(bool tellsItsLength)
    {
        byte[] body = new byte[(256 * 1024) + 1];
        using HttpResponseMessage answer = await _server.PostAsync(
            TestServer.Deployments,
            body,
            Token,
            change: request => request.Headers.TransferEncodingChunked = !tellsItsLength);

        await AssertProblemAsync(answer, HttpStatusCode.RequestEntityTooLarge, "intake-too-large");
    }

    [Fact]
    public async Task An_environment_that_is_not_served_is_404()
    {
        using HttpResponseMessage answer = await _server.PostAsync(
            "/api/v1/projects/shop/environments/elsewhere/deployments",
            TestServer.Body("d-1"),
            Token);

        await AssertProblemAsync(answer, HttpStatusCode.NotFound, "environment-unknown");
    }

    [Theory]
    [InlineData("", "$", "intake-malformed")]
    [InlineData("{", "$", "intake-malformed")]
    [InlineData("[]", "$", "intake-malformed")]
    [InlineData("""{"id":"d","id":"e","services":[]}""", "$", "intake-malformed")]
    [InlineData("""{"id":"\ud800","services":[]}""", "$", "intake-malformed")]
    [InlineData("""{"services":[{"name":"orders","version":"1"}]}""", "$.id", "intake-invalid")]
    [InlineData("""{"id":7,"services":[{"name":"orders","version":"1"}]}""", "$.id", "intake-invalid")]
    [InlineData("""{"id":"d"}""", "$.services", "intake-invalid")]
    [InlineData("""{"id":"d","services":[]}""", "$.services", "intake-invalid")]
    [InlineData("""{"id":"d","services":["orders"]}""", "$.services[0]", "intake-invalid")]
    [InlineData("""{"id":"d","services":[{"name":"nobody","version":"1"}]}""", "$.services[0].name", "intake-invalid")]
    [InlineData("""{"id":"d","services":[{"name":"orders","version":"1"},{"name":"orders","version":"2"}]}""", "$.services[1].name", "intake-invalid")]
    [InlineData("""{"id":"d","services":[{"name":"orders"}]}""", "$.services[0].version", "intake-invalid")]
    [InlineData("""{"id":"d","services":[{"name":"orders","version":"1 catalog=2"}]}""", "$.services[0].version", "intake-invalid")]
    [InlineData("""{"id":"d","services":[{"name":"orders","version":"1","previousVersion":{}}]}""", "$.services[0].previousVersion", "intake-invalid")]
    [InlineData("""{"id":"d","services":[{"name":"orders","version":"1"}],"url":"javascript:alert(1)"}""", "$.url", "intake-invalid")]
    [InlineData("""{"id":"d","services":[{"name":"orders","version":"1"}],"occurredAt":"2026-11-23T09:00:00"}""", "$.occurredAt", "intake-invalid")]
    [InlineData("""{"id":"d","services":[{"name":"orders","version":"1"}],"occurredAt":"yesterday"}""", "$.occurredAt", "intake-invalid")]
    public async Task A_malformed_body_is_a_400_that_says_where(string body, string path, string code)
    {
        using HttpResponseMessage answer = await _server.PostAsync(TestServer.Deployments, body, Token);

        JsonElement problem = await AssertProblemAsync(answer, HttpStatusCode.BadRequest, code);
        Assert.Equal(path, problem.GetProperty("path").GetString());
        await AssertNothingAcceptedAsync();
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_told_at_once()
    {
        using HttpResponseMessage answer = await _server.PostAsync(
            TestServer.Deployments,
            """{"services":[{"name":"nobody","version":""}],"url":"x"}""",
            Token);

        JsonElement problem = await AssertProblemAsync(answer, HttpStatusCode.BadRequest, "intake-invalid");
        Assert.Equal(4, problem.GetProperty("errors").GetArrayLength());
    }

    [Fact]
    public async Task Whatever_is_sent_signed_is_never_answered_with_a_server_error()
    {
        byte[] valid = Encoding.UTF8.GetBytes(TestServer.Body("d-1"));
        Gen<byte[]> mutated = Gen.Select(Gen.Int[0, valid.Length - 1], Gen.Byte, Gen.Int[0, 3])
            .Array[1, 6]
            .Select(changes => changes.Aggregate(valid, Mutate));
        Gen<(byte[] Body, string Type)> delivery = Gen.Select(
            Gen.OneOf(Gen.Byte.Array[0, 300], mutated),
            Gen.Int[0, 2].Select(i => ContentTypes[i]));

        await delivery.SampleAsync(
            async sent =>
            {
                using HttpResponseMessage answer = await _server.PostAsync(TestServer.Deployments, sent.Body, Token, sent.Type);
                Assert.InRange((int)answer.StatusCode, 200, 499);
            },
            iter: 2_000,
            threads: 2);
    }

    [Fact]
    public async Task What_was_accepted_is_there_when_the_process_is_gone()
    {
        using HttpResponseMessage first = await _server.PostAsync(TestServer.Deployments, TestServer.Body("d-1"), Token);
        using HttpResponseMessage second = await _server.PostAsync(TestServer.Deployments, TestServer.Body("d-2"), Token);

        // Nothing of the server is disposed or stopped before another process reads.
        await using SqliteJournal reopened = SqliteJournal.Open(_server.Journal.Path, _server.Clock);
        using EnvironmentLedger ledger = new(reopened, "shop", "local");
        EnvironmentState state = await ledger.ReadAsync(Token);

        Assert.Equal(2, state.Queue.Count);
        Assert.EndsWith(state.Queue[0].RunId, first.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.EndsWith(state.Queue[1].RunId, second.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    private static byte[] Mutate(byte[] body, (int At, byte Value, int Kind) change)
    {
        int at = Math.Min(change.At, Math.Max(0, body.Length - 1));
        return change.Kind switch
        {
            0 => [.. body[..at], change.Value, .. body[at..]],
            1 => [.. body[..at], .. body[Math.Min(body.Length, at + 1)..]],
            2 => body[..at],
            _ => [.. body[..at], change.Value, .. body[Math.Min(body.Length, at + 1)..]],
        };
    }

    private static async Task<JsonElement> AssertProblemAsync(HttpResponseMessage answer, HttpStatusCode status, string code)
    {
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        JsonElement problem = await answer.Content.ReadFromJsonAsync<JsonElement>(Token);
        Assert.Equal(code, problem.GetProperty("code").GetString());
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        return problem;
    }

    private async Task AssertNothingAcceptedAsync()
    {
        using EnvironmentLedger ledger = new(_server.Journal, "shop", "local");
        Assert.Equal(0, (await ledger.ReadAsync(Token)).Sequence);
    }

    private Task<HttpResponseMessage> PostSignedAsync(byte[] body, string signature) => _server.PostAsync(
        TestServer.Deployments,
        body,
        Token,
        change: request =>
        {
            request.Headers.Remove(WebhookSignature.Header);
            request.Headers.TryAddWithoutValidation(WebhookSignature.Header, signature);
        });
}
