using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Seatrial.Core.Environments;
using Seatrial.Server.Tests.Hosting;
using Seatrial.TestKit;

namespace Seatrial.Server.Tests.Intake;

public sealed class CdEventIntakeTests : IAsyncLifetime
{
    private const string Structured = "application/cloudevents+json";
    private const string CdEvents = "/api/v1/projects/shop/environments/test123/cdevents";
    private const string Digest = "sha256:0b31b1c02ff458ad9b7b81cbdf8f028bd54699fa151f221d1e8de6817db93427";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("seatrial-server-");
    private TestServer _server = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Files { get; } = new(
        "environment_created",
        "environment_deleted",
        "environment_modified",
        "incident_detected",
        "incident_reported",
        "incident_resolved",
        "service_deployed",
        "service_published",
        "service_removed",
        "service_rolledback",
        "service_upgraded",
        "testcaserun_finished",
        "testcaserun_queued",
        "testcaserun_skipped",
        "testcaserun_started",
        "testsuiterun_finished",
        "testsuiterun_queued",
        "testsuiterun_started");

    public async ValueTask InitializeAsync() => _server = await TestServer.StartAsync(
        _folder.FullName,
        Token,
        environment: "test123",
        services: ["mySubject123"]);

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task The_specifications_own_examples_are_understood(string file)
    {
        string path = SharedData.Require($"cdevents/{file}.json");
        JsonObject cdEvent = JsonNode.Parse(await File.ReadAllTextAsync(path, Token))!.AsObject();

        using HttpResponseMessage structured = await PostStructuredAsync(cdEvent);
        using HttpResponseMessage binary = await PostBinaryAsync(cdEvent);

        if (file is "service_deployed" or "service_upgraded")
        {
            Assert.Equal(HttpStatusCode.Accepted, structured.StatusCode);
            Assert.Equal(HttpStatusCode.OK, binary.StatusCode);
            Assert.Equal(structured.Headers.Location, binary.Headers.Location);
            EnvironmentEvent.DeploymentAccepted accepted = Assert.Single((await StateAsync()).Queue);
            Assert.Equal("cdevents:/event/source/123", accepted.Deployment.Source);
            Assert.Equal("mySubject123", accepted.Deployment.Services[0].Name);
            Assert.Equal(Digest, accepted.Deployment.Services[0].Version);
        }
        else
        {
            await AssertIgnoredAsync(structured);
            await AssertIgnoredAsync(binary);
        }
    }

    [Theory]
    [InlineData("0.1.2", "0.1.0", "version", true)]
    [InlineData("0.2.0", "0.1.1", "version", true)]
    [InlineData("0.3.0", "0.1.1", "version", true)]
    [InlineData("0.4.1", "0.2.0", "version", true)]
    [InlineData("0.5.1", "0.3.0", "specversion", false)]
    [InlineData("0.6.0-draft", "0.3.0", "specversion", false)]
    public async Task Every_version_of_the_specification_is_understood(
        string version,
        string typeVersion,
        string versionProperty,
        bool hasSubjectType)
    {
        foreach (string predicate in (string[])["deployed", "upgraded"])
        {
            JsonObject cdEvent = Make($"{version}-{predicate}");
            cdEvent["context"]!.AsObject().Remove("specversion");
            cdEvent["context"]![versionProperty] = version;
            cdEvent["context"]!["type"] = $"dev.cdevents.service.{predicate}.{typeVersion}";
            if (hasSubjectType)
            {
                cdEvent["subject"]!["type"] = "service";
            }

            using HttpResponseMessage answer = await PostStructuredAsync(cdEvent);
            Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        }

        Assert.Equal(2, (await StateAsync()).Queue.Count);
    }

    [Theory]
    [InlineData("pkg:oci/myapp@sha256%3A0b31?repository_url=r&tag=1.2.0", null, "1.2.0")]
    [InlineData("pkg:oci/myapp@sha256%3A0b31", null, "sha256:0b31")]
    [InlineData("pkg:npm/%40scope/myapp@2.0.1#dist", null, "2.0.1")]
    [InlineData("pkg:oci/myapp@sha256%3A0b31", "1.4.0", "1.4.0")]
    [InlineData(null, "1.4.0", "1.4.0")]
    public async Task The_version_is_the_stated_one_or_the_artifacts(string? artifact, string? stated, string expected)
    {
        JsonObject cdEvent = Make("e-1");
        cdEvent["subject"]!["content"]!["artifactId"] = artifact;
        cdEvent["customData"] = stated is null ? null : new JsonObject { ["version"] = stated, ["previousVersion"] = "1.3.9" };

        using HttpResponseMessage answer = await PostStructuredAsync(cdEvent);

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        var service = Assert.Single((await StateAsync()).Queue).Deployment.Services[0];
        Assert.Equal(expected, service.Version);
        Assert.Equal(stated is null ? null : "1.3.9", service.PreviousVersion);
    }

    [Fact]
    public async Task Duplicates_are_known_by_source_and_id()
    {
        JsonObject other = Make("e-1");
        other["context"]!["source"] = "/another/source";

        using HttpResponseMessage first = await PostStructuredAsync(Make("e-1"));
        using HttpResponseMessage again = await PostStructuredAsync(Make("e-1"));
        using HttpResponseMessage elsewhere = await PostStructuredAsync(other);

        Assert.Equal(HttpStatusCode.Accepted, first.StatusCode);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Equal(first.Headers.Location, again.Headers.Location);
        Assert.Equal(HttpStatusCode.Accepted, elsewhere.StatusCode);
    }

    [Fact]
    public async Task An_event_may_also_be_sent_to_the_webhooks_address()
    {
        using HttpResponseMessage answer = await _server.PostAsync(
            "/api/v1/projects/shop/environments/test123/deployments",
            Envelope(Make("e-1")),
            Token,
            "application/cloudevents+json; charset=utf-8");

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
    }

    [Theory]
    [InlineData("environment", "$.subject.content.environment.id")]
    [InlineData("service", "$.subject.id")]
    [InlineData("version", "$.subject.content.artifactId")]
    [InlineData("timestamp", "$.context.timestamp")]
    [InlineData("context", "$.context")]
    public async Task What_does_not_fit_is_a_400_that_says_where(string change, string path)
    {
        JsonObject cdEvent = Make("e-1");
        byte[] body = Envelope(cdEvent);
        switch (change)
        {
            case "environment":
                cdEvent["subject"]!["content"]!["environment"]!["id"] = "production";
                break;
            case "service":
                cdEvent["subject"]!["id"] = "nobody";
                break;
            case "version":
                cdEvent["subject"]!["content"]!["artifactId"] = "pkg:oci/myapp";
                break;
            case "timestamp":
                cdEvent["context"]!.AsObject().Remove("timestamp");
                break;
            default:
                JsonNode envelope = JsonNode.Parse(body)!;
                envelope["id"] = "e-2";
                body = Encoding.UTF8.GetBytes(envelope.ToJsonString());
                break;
        }

        using HttpResponseMessage answer =
            await _server.PostAsync(CdEvents, change == "context" ? body : Envelope(cdEvent), Token, Structured);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        JsonElement problem = await answer.Content.ReadFromJsonAsync<JsonElement>(Token);
        Assert.Equal("cdevents-invalid", problem.GetProperty("code").GetString());
        Assert.Equal(path, problem.GetProperty("path").GetString());
    }

    [Fact]
    public async Task What_is_no_cloud_event_is_415_or_400_and_other_events_are_ignored()
    {
        using HttpResponseMessage plain = await _server.PostAsync(CdEvents, TestServer.Body("d-1"), Token);
        using HttpResponseMessage incomplete = await _server.PostAsync(CdEvents, "{}"u8.ToArray(), Token, Structured);
        using HttpResponseMessage other = await _server.PostAsync(
            CdEvents,
            """{"specversion":"1.0","id":"1","source":"s","type":"com.example.other","data":"text"}"""u8.ToArray(),
            Token,
            Structured);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, plain.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, incomplete.StatusCode);
        await AssertIgnoredAsync(other);
    }

    [Fact]
    public async Task The_handshake_consents_to_whoever_asks()
    {
        using HttpRequestMessage request = new(HttpMethod.Options, CdEvents);
        request.Headers.Add("WebHook-Request-Origin", "events.example.com");
        using HttpResponseMessage answer = await _server.Client.SendAsync(request, Token);

        Assert.Equal("events.example.com", Assert.Single(answer.Headers.GetValues("WebHook-Allowed-Origin")));
    }

    private static JsonObject Make(string id) => JsonNode.Parse($$"""
        {
          "context": {
            "specversion": "0.5.1", "id": "{{id}}", "source": "/ci", "type": "dev.cdevents.service.deployed.0.3.0",
            "timestamp": "2026-11-23T08:59:00Z"
          },
          "subject": {
            "id": "/shop/mySubject123", "source": "/ci",
            "content": { "environment": { "id": "test123" }, "artifactId": "pkg:oci/myapp@{{Digest}}" }
          }
        }
        """)!.AsObject();

    private static byte[] Envelope(JsonObject cdEvent)
    {
        JsonNode context = cdEvent["context"]!;
        JsonObject envelope = new()
        {
            ["specversion"] = "1.0",
            ["id"] = (string?)context["id"],
            ["source"] = (string?)context["source"],
            ["type"] = (string?)context["type"],
            ["subject"] = (string?)cdEvent["subject"]!["id"],
            ["datacontenttype"] = "application/json",
            ["data"] = cdEvent.DeepClone(),
        };
        return Encoding.UTF8.GetBytes(envelope.ToJsonString());
    }

    private static async Task AssertIgnoredAsync(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Null(answer.Headers.Location);
        Assert.Contains("\"ignored\"", await answer.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    private Task<HttpResponseMessage> PostStructuredAsync(JsonObject cdEvent) =>
        _server.PostAsync(CdEvents, Envelope(cdEvent), Token, Structured);

    private Task<HttpResponseMessage> PostBinaryAsync(JsonObject cdEvent)
    {
        JsonNode context = cdEvent["context"]!;
        return _server.PostAsync(
            CdEvents,
            Encoding.UTF8.GetBytes(cdEvent.ToJsonString()),
            Token,
            change: request =>
            {
                request.Headers.Add("ce-specversion", "1.0");
                request.Headers.Add("ce-id", (string?)context["id"]);
                request.Headers.Add("ce-source", (string?)context["source"]);
                request.Headers.Add("ce-type", (string?)context["type"]);
                request.Headers.Add("ce-time", (string?)context["timestamp"]);
            });
    }

    private async Task<EnvironmentState> StateAsync()
    {
        using EnvironmentLedger ledger = new(_server.Journal, "shop", "test123");
        return await ledger.ReadAsync(Token);
    }
}
