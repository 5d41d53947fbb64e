using System.Text.RegularExpressions;
using Seatrial.TestKit;

namespace Seatrial.Cli.Tests.Projects;

/// <summary>Every flow that the pages of <c>docs/reference</c> show is sound, steps that are shown without a flow among them.</summary>
public sealed partial class ReferencePagesTests
{
    private const string Project = """
        project: shop
        services: { catalog: {}, orders: {}, chat: {} }
        environments:
          local:
            allowLoad: true
            services: { catalog: 'http://localhost:8081', orders: 'http://localhost:8082', chat: 'http://localhost:8083' }
        secrets:
          cache: { env: CACHE }
          broker: { env: BROKER }
          cluster: { env: CLUSTER }
          smtp: { env: SMTP }
          mailbox: { env: MAILBOX }
          orders-db: { env: ORDERS_DB }
          client-secret: { env: CLIENT_SECRET }
        tokens:
          guest: { bearer: '{{ client-secret }}' }
          backoffice: { bearer: '{{ client-secret }}' }
          fleeting: { bearer: '{{ client-secret }}' }
          alice: { bearer: '{{ client-secret }}' }
          bob: { bearer: '{{ client-secret }}' }
        """;

    /// <summary>The pages whose examples have a test of their own.</summary>
    private static readonly string[] Elsewhere = ["diagnostics.md", "lint.md"];

    /// <summary>What the steps of some examples read, and earlier steps would have captured.</summary>
    private static readonly string[] CapturedBefore = ["orderId", "id", "sku", "tenant", "address"];

    public static TheoryData<string, int> Examples
    {
        get
        {
            TheoryData<string, int> data = [];
            foreach (string page in Directory.EnumerateFiles(TestPaths.InRepository("docs", "reference"), "*.md").Order(StringComparer.Ordinal))
            {
                string name = Path.GetFileName(page);
                foreach (int number in Elsewhere.Contains(name, StringComparer.Ordinal) ? [] : Enumerable.Range(0, In(name).Count))
                {
                    data.Add(name, number);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task The_example_is_sound(string page, int number)
    {
        using TempFolder folder = new();
        folder.Write("seatrial.yaml", Project);
        folder.Write("data/photo.png", "not really");
        folder.Write("files/terms.pdf", "not really");
        folder.Write("data/items.csv", "sku,hits\nA-1,1\n");
        folder.Write("lookup.flow.yaml", "flow: Needed by others\nsteps:\n  - http: GET {{ orders }}/\n    expect: { status: 200 }\n");
        folder.Write("checkout.flow.yaml", "flow: Needed by others, too\nsteps:\n  - http: GET {{ orders }}/\n    expect: { status: 200 }\n");
        folder.Write("example.flow.yaml", In(page)[number]);
        using CommandHarness harness = new(folder.Root);

        await harness.InvokeAsync("validate");

        Assert.DoesNotContain("error ST", harness.People + harness.Errors, StringComparison.Ordinal);
    }

    /// <summary>The flows of a page; steps alone are put into one.</summary>
    private static List<string> In(string page)
    {
        string text = File.ReadAllText(TestPaths.InRepository("docs", "reference", page));
        return
        [
            .. Blocks().Matches(text)
                .Select(static block => block.Groups["text"].Value)
                .Where(static block => (block.StartsWith("flow:", StringComparison.Ordinal) && block.Contains("\nsteps:\n", StringComparison.Ordinal)) || block.StartsWith("  - ", StringComparison.Ordinal))
                .Select(static block => block[0] == ' ' ? Whole(block) : block),
        ];
    }

    /// <summary>Steps as a flow: what earlier steps would have captured are its variables, and its last step expects something.</summary>
    private static string Whole(string steps)
    {
        string[] names = [.. CapturedBefore.Where(name => !steps.Contains($"capture: {{ {name}:", StringComparison.Ordinal))];
        return $"flow: Example\nvariables: {{ {string.Join(", ", names.Select(static name => $"{name}: 7"))} }}\nsteps:\n{steps}  - http: GET {{{{ orders }}}}/\n    expect: {{ status: 200 }}\n";
    }

    [GeneratedRegex("^```yaml\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Blocks();
}
