using Seatrial.TestKit;

namespace Seatrial.Cli.Tests.Commands;

/// <summary>Databases have names in a project, and production's are never written to.</summary>
public sealed class SeedTargetTests : IDisposable
{
    private const string Project = """
        project: shop
        databases: { orders: 'postgres://seeder@db1.prod.example:5432/orders' }
        productionDatabases: ['*.prod.example']
        environments:
          local: { services: { orders: 'http://localhost:1' } }
          staging: { services: { orders: 'http://localhost:1' }, databases: { orders: 'postgres://seeder@127.0.0.1:{{ port }}/orders' }, variables: { port: 1 } }
        variables: { port: 1 }
        """;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("seed", "clean", "--to", "orders", "--env", "local", "--run", "r1")]
    [InlineData("seed", "clean", "--to", "postgres://x:pw@DB2.prod.example/any", "--run", "r1")]
    [InlineData("seed", "apply", "--profile", "p.json", "--to", "orders", "--env", "local")]
    public async Task Production_is_not_written_to(params string[] arguments)
    {
        using CommandHarness harness = Prepared();

        Assert.Equal(3, await harness.InvokeAsync(arguments));

        Assert.Contains("is production: `productionDatabases` of shop names `*.prod.example`. Seeding writes nothing there.", harness.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("pw", harness.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_environment_has_its_own_address_and_the_name_is_resolved()
    {
        using CommandHarness harness = Prepared();

        Assert.NotEqual(0, await harness.InvokeAsync("seed", "clean", "--to", "orders", "--env", "staging", "--run", "r1"));

        Assert.Contains("127.0.0.1:1", harness.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ordres", "The environment local has no database ordres. Did you mean orders?")]
    [InlineData("users", "The environment local has no database users. It has: orders.")]
    public async Task A_name_that_is_none_is_told(string name, string said)
    {
        using CommandHarness harness = Prepared();

        Assert.Equal(3, await harness.InvokeAsync("seed", "clean", "--to", name, "--env", "local"));

        Assert.Contains(said, harness.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_example_of_the_page_is_sound()
    {
        string page = await File.ReadAllTextAsync(TestPaths.InRepository("docs", "seeding", "rules.md"), TestContext.Current.CancellationToken);
        string[] blocks = [.. page.Split("```yaml\n").Skip(1).Select(static b => b[..b.IndexOf("```", StringComparison.Ordinal)])];
        Assert.Equal(2, blocks.Length);
        foreach (string block in blocks)
        {
            _folder.Write(block[2..block.IndexOf('\n', StringComparison.Ordinal)], block);
        }

        _folder.Write("it.flow.yaml", "flow: It\nsteps:\n  - http: GET {{ orders }}/\n    expect: { status: 200 }\n");
        using CommandHarness harness = new(_folder.Root);

        await harness.InvokeAsync("validate");

        Assert.DoesNotContain("error ST", harness.People + harness.Errors, StringComparison.Ordinal);
    }

    private CommandHarness Prepared()
    {
        _folder.Write("seatrial.yaml", Project);
        _folder.Write("p.json", "{}");
        return new(_folder.Root);
    }
}
