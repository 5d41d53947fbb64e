using System.Text.Json;
using Seatrial.TestKit;

namespace Seatrial.Cli.Tests.Projects;

public sealed class LintTests
{
    private const string Leaking = """
        flow: Buy
        steps:
          - name: Order
            http: POST {{ web }}/orders
            headers: { Authorization: Bearer x7Gq2LmP9vRt4KsW8yBn }
            expect: { status: 201, $.state: pending }
          - name: It is the newest
            http: GET {{ web }}/orders
            lint: { allow: [ST2005], because: newest first }
            expect: { '$.orders[0].state': pending }

        """;

    [Fact]
    public async Task Tells_findings_as_validate_tells_diagnostics()
    {
        using TempFolder folder = Project(Leaking);
        using CommandHarness harness = new(folder.Root);

        Assert.Equal(3, await harness.InvokeAsync("lint"));

        Snapshot.Match(harness.People);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3, "--strict")]
    public async Task Findings_are_errors_only_where_that_is_asked_for(int expected, params string[] options)
    {
        using TempFolder folder = Project("flow: Look\nsteps:\n  - http: GET {{ web }}/warm\n  - http: GET {{ web }}/\n    expect: { status: 200 }\n");
        using CommandHarness harness = new(folder.Root);

        Assert.Equal(expected, await harness.InvokeAsync(["lint", .. options]));
        Assert.Contains("warning ST2007", harness.People, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Writes_for_machines_without_the_secret()
    {
        using TempFolder folder = Project(Leaking);
        using CommandHarness harness = new(folder.Root);

        Assert.Equal(3, await harness.InvokeAsync("lint", "--json", "-", "--sarif", "out/lint.sarif"));

        using JsonDocument json = JsonDocument.Parse(harness.Machine);
        using JsonDocument sarif = JsonDocument.Parse(folder.Read("out/lint.sarif"));
        Assert.Equal(1, json.RootElement.GetProperty("allowed").GetInt32());
        Assert.Equal(["ST2006", "ST2010"], json.RootElement.GetProperty("findings").EnumerateArray().Select(static f => f.GetProperty("code").GetString()));
        JsonElement result = sarif.RootElement.GetProperty("runs")[0].GetProperty("results")[0];
        Assert.Equal("ST2006", result.GetProperty("ruleId").GetString());
        Assert.Equal("flows/buy.flow.yaml", result.GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("artifactLocation").GetProperty("uri").GetString());
        Assert.DoesNotContain("x7Gq2LmP9vRt4KsW8yBn", harness.Machine + folder.Read("out/lint.sarif"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_invalid_is_told_with_the_secrets_blotted_out()
    {
        using TempFolder folder = Project("flow: Look\nsteps:\n  - http: GET {{ web }}/\n    headers: { X: AKIAQ3EGRZ7DUMMY4X2P, Y: '{{ nobody }}' }\n    expect: { status: 200 }\n");
        using CommandHarness harness = new(folder.Root);

        Assert.Equal(3, await harness.InvokeAsync("lint"));

        Assert.Contains("error ST0301: ", harness.People, StringComparison.Ordinal);
        Assert.DoesNotContain("AKIAQ3EGRZ7DUMMY4X2P", harness.People + harness.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_sample_shop_is_clean()
    {
        using CommandHarness harness = new(TestPaths.InRepository("samples", "shop"));

        Assert.Equal(0, await harness.InvokeAsync("lint", "--strict"));
        Assert.Equal("clean shop  12 flows\n", harness.People);
    }

    private static TempFolder Project(string flow)
    {
        TempFolder folder = new();
        folder.Write("seatrial.yaml", "project: shop\nenvironments:\n  local:\n    services: { web: 'http://localhost:1' }\n");
        folder.Write("flows/buy.flow.yaml", flow);
        return folder;
    }
}
