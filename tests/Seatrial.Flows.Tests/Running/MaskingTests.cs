using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Seatrial.Core.Flows;
using Seatrial.Flows.Tests.Peers;

namespace Seatrial.Flows.Tests.Running;

/// <summary>What is secret is in nothing that a run leaves behind, wherever a text is cut or reflowed.</summary>
public sealed class MaskingTests
{
    private const string Key = "-----BEGIN KEY-----\ncanary-line-one\ncanary-line-two\n-----END KEY-----";

    private const string Secrets = "secrets:\n  key: { file: key }";

    [Theory]
    [InlineData(0, "\n")]
    [InlineData(0, "\r\n")]
    [InlineData(270, "\n")]
    [InlineData(65_500, "\n")]
    [InlineData(65_530, "\r\n")]
    public async Task RunAsync_AnswerHoldsASecretOfManyLines_NoPartOfItIsLeft(int before, string lineBreak)
    {
        string body = new string('x', before) + Key.ReplaceLineEndings(lineBreak) + new string('y', 1000);
        await using FakeService shop = await FakeService.StartAsync(app => app.MapPost("/", () => Results.Text(body, statusCode: 500)));
        using Trial trial = Trial.Of(
            "  - name: Look\n    http: POST {{ shop }}/\n    text: '{{ key }}'\n    expect: { status: 200, body: { contains: nothing } }\n    cleanup:\n      - http: POST {{ shop }}/",
            shop.Address,
            more: Secrets).WithSecret("key", Key);

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Equal(FailureKind.Expectation, result.Failure!.Kind);
        Assert.Contains("***", trial.Everything(result), StringComparison.Ordinal);
        Assert.DoesNotContain("canary", trial.Everything(result), StringComparison.Ordinal);
        Assert.DoesNotContain("BEGIN", trial.Everything(result), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_LongAnswer_IsCutAtTheLimit()
    {
        await using FakeService shop = await FakeService.StartAsync(static app => app.MapGet("/", static () => new string('é', 50_000)));
        using Trial trial = Trial.Of("  - name: Look\n    http: GET {{ shop }}/\n    expect: { status: 200 }", shop.Address);

        await trial.RunAsync();

        ExchangeMessage response = trial.Sink.Exchanges[0]!.Response!;
        Assert.True(response.IsBodyCut);
        Assert.Equal(65_536, Encoding.UTF8.GetByteCount(response.Body!));
    }
}
