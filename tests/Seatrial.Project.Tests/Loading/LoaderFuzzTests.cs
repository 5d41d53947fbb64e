using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using Seatrial.Core.Documents;
using Seatrial.Project.Loading;

namespace Seatrial.Project.Tests.Loading;

public sealed class LoaderFuzzTests
{
    private const int Inputs = 100_000;
    private const int Seed = 20261123;

    private static readonly string[] Project =
    [
        "project: shop\n", "services: { orders: { owner: x, version: { http: GET /v, at: $.version } } }\n", "environments:\n", "  staging:\n",
        "    services: { orders: 'https://o.example/{{ currency }}' }\n", "    variables: { currency: EUR, other: '{{ currency }}' }\n", "    mode: enforce\n",
        "    remedies: [{ rollback: { process: {} } }, { hold: { tell: [a] } }]\n", "    process: { root: . }\n", "    settle: { within: 2m, agree: 3 }\n",
        "secrets: { key: { env: KEY }, made: { generated: 32 } }\n", "tokens: { guest: { oauth2: { client: a, token: '{{ orders }}', secret: '{{ key }}' } } }\n",
    ];

    private static readonly string[] Flow =
    [
        "flow: It\n", "within: 20s\n", "inputs: { a: 1, b: }\n", "steps:\n", "  - name: One\n", "    http: GET {{ orders }}/x?y={{ urlEncode(currency) }}\n",
        "    json: { a: '{{ a + 1 }}', b: [1, 2.50, null], c: \"x\\ty\" }\n", "    expect: { status: 200, $.a[?@.b == 1]: { count: { atLeast: 1 } }, header.Via: { matches: '^a.*' } }\n",
        "    capture: { id: $.id, token: { from: $.token, secret: true } }\n", "    cleanup:\n", "      - http: DELETE {{ orders }}/{{ id }}\n", "  - call: other\n", "    until: { within: 5s, every: 100ms..2s, expect: { $.s: paid } }\n",
        "    when: |\n      {{ id == 'a' ? true\n        : false }}\n", "outputs: { id: '{{ id }}' }\n",
    ];

    private static readonly string[] Rules =
    [
        "locale: de\n", "tables:\n", "  customer:\n", "    rows: 7\n", "    columns:\n", "      name: { as: company, nulls: 0.1 }\n", "      code: { pattern: '[A-Z]{2}', unique: true }\n",
        "      due: { range: [today - 30d, today] }\n", "      state: { oneOf: { open: 1, paid: 9 } }\n", "      account: { references: customer.id }\n", "  audit: { skip: true }\n",
        "stories:\n", "  overdue:\n", "    customer: { vip: true }\n", "    invoice: { customer: $customer, due: today - 99999d }\n",
    ];

    private static readonly string[] Pieces =
    [
        "{{", "}}", "{", "}", "[", "]", ":", ": ", "- ", "\n", "\n  ", "'", "\"", "#", " #x", "&a", "*a", "!x", "!=", "|", ">", "@", "`", "%", "\t", "\0", "\uFEFF", "\uD800", "\u2028", "\\", "$", "$..*", "?", "??", "null", "~", "---\n", "...", "1.10",
        "99999999999999999999", "1e999", "-", "..", "uuid()", "call: it", "flow: ", "equals: ", "closeTo: ", "é", "😀", "\r", "\r\n", "<<: ", "(((((", "a.b[0]", "in: [", "each: { any: {", "100ms..", "tags: ",
    ];

    [Fact]
    public void A_hundred_thousand_broken_projects_end_no_process()
    {
        ConcurrentBag<string> failures = [];
        long started = Stopwatch.GetTimestamp();
        Parallel.For(0, Inputs, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, number =>
        {
            Random random = new(Seed + number);
            var sources = ImmutableSortedDictionary<string, string>.Empty
                .Add(ProjectLoader.ProjectFile, random.Next(2) == 0 ? string.Concat(Project) : Broken(Project, random))
                .Add("flows/it.flow.yaml", Broken(Flow, random));
            sources = number % 4 == 0 ? sources.Add("seeds/it.seed.yaml", Broken(Rules, random)) : sources;
            if (Problem(sources) is { } problem && failures.Count < 5)
            {
                failures.Add($"seed {Seed} + {number}: {problem}\n{string.Join("\n----\n", sources.Values)}");
            }
        });

        TestContext.Current.TestOutputHelper!.WriteLine($"seed {Seed}: {Inputs} inputs in {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s");
        Assert.True(failures.IsEmpty, string.Join("\n====\n", failures));
    }

    private static string? Problem(ImmutableSortedDictionary<string, string> sources)
    {
        try
        {
            ProjectLoadResult result = Written.Loader.Load("/nowhere", sources);
            bool isRefused = result.Diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error);
            Diagnostic? mute = result.Diagnostics.FirstOrDefault(d => d.Severity == DiagnosticSeverity.Error && string.IsNullOrEmpty(d.Hint));
            foreach (Diagnostic diagnostic in result.Diagnostics)
            {
                DiagnosticRenderer.Render(diagnostic, result.Sources);
            }

            return mute is not null ? $"{mute.Code} has no hint" : isRefused == result.Project is null ? null : "neither a project nor a reason";
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return exception.ToString();
        }
    }

    private static string Broken(string[] lines, Random random)
    {
        List<string> text = [.. lines];
        for (int i = random.Next(1, 4); i > 0; i--)
        {
            int at = random.Next(text.Count);
            switch (random.Next(6))
            {
                case 0:
                    text.RemoveAt(at);
                    text.Add("\n");
                    break;
                case 1:
                    text.Insert(at, text[random.Next(text.Count)]);
                    break;
                case 2:
                    text[at] = text[at][..random.Next(text[at].Length + 1)];
                    break;
                case 3:
                    text[at] = text[at].Remove(random.Next(text[at].Length), 0) + Pieces[random.Next(Pieces.Length)];
                    break;
                default:
                    text[at] = text[at].Insert(random.Next(text[at].Length + 1), Pieces[random.Next(Pieces.Length)]);
                    break;
            }
        }

        return string.Concat(text);
    }
}
