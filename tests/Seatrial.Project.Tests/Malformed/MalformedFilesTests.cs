using Seatrial.Core.Documents;
using Seatrial.Project.Loading;
using Seatrial.Project.Tests.Loading;

namespace Seatrial.Project.Tests.Malformed;

/// <summary>What people get wrong, and what they are told: file, line, column and a way out, and never an exception.</summary>
public sealed class MalformedFilesTests
{
    private const string Sound = "project: shop\nservices: { orders: {} }\nenvironments:\n  local:\n    services: { orders: 'http://localhost:1' }\n";

    /// <summary>The code that is expected, the project file, and the flow file (or null for none).</summary>
    public static TheoryData<string, string, string?> Cases => new()
    {
        { "ST0109", "", null },
        { "ST0100", "project: shop\nenvironments: [a, b\n", null },
        { "ST0100", "project: 'shop\n", null },
        { "ST0100", "project: a: b\n", null },
        { "ST0108", "project: shop\nenvironments:\n\tlocal: {}\n", null },
        { "ST0102", "project: &name shop\n", null },
        { "ST0103", "project: *name\n", null },
        { "ST0104", "project: !!str shop\n", null },
        { "ST0105", "project: shop\nproject: shop2\n", null },
        { "ST0106", "project: shop\n---\nproject: other\n", null },
        { "ST0107", "? [a]\n: b\n", null },
        { "ST0101", new string('[', 100_000), null },
        { "ST0101", "a: " + new string('{', 100_000), null },
        { "ST0201", "services: { orders: {} }\n", null },
        { "ST0201", "project: shop\n", null },
        { "ST0200", Sound + "enviroments: {}\n", null },
        { "ST0202", "project: shop\nenvironments: [local]\n", null },
        { "ST0206", "project: 'my shop'\nenvironments: { local: {} }\n", null },
        { "ST0206", "project: shop\nservices: { '9lives': {} }\nenvironments: { local: {} }\n", null },
        { "ST0214", "project: shop\nservices: { orders: {} }\nenvironments: { local: {} }\n", null },
        { "ST0215", "project: shop\nservices: { orders: {} }\nenvironments: { local: { services: { orders: localhost } } }\n", null },
        { "ST0205", "project: shop\nenvironments: { local: { mode: enforced } }\n", null },
        { "ST0204", "project: shop\nenvironments: { local: { parallel: 0 } }\n", null },
        { "ST0203", "project: shop\nenvironments: { local: { settle: { within: soon } } }\n", null },
        { "ST0208", "project: shop\nenvironments: { local: { remedies: [ { flag: { unleash: x } } ] } }\n", null },
        { "ST0217", "project: shop\nenvironments: { local: { remedies: [ { undo: {} } ] } }\n", null },
        { "ST0210", "project: shop\nsecrets: { key: abc123 }\nenvironments: { local: {} }\n", null },
        { "ST0211", "project: shop\ntokens: { guest: {} }\nenvironments: { local: {} }\n", null },
        { "ST0216", "project: shop\nenvironments: { local: { webhook: { secrets: [nope] } } }\n", null },
        { "ST0405", "project: shop\nservices: { orders: {} }\nvariables: { orders: 1 }\nenvironments: { local: { services: { orders: 'http://a' } } }\n", null },
        { "ST0407", "project: shop\nservices: { orders: { version: { http: GET /version, at: '$..[' } } }\nenvironments: { local: { services: { orders: 'http://a' } } }\n", null },
        { "ST0110", Sound, "flow: A\nsteps:\n  - http: GET {{ orders }}\n    json:\n      sku: {{ orders }}\n    expect: { status: 200 }\n" },
        { "ST0110", Sound, "flow: A\nsteps:\n  - name: {{ orders }} x\n    http: GET {{ orders }}\n" },
        { "ST0111", Sound, "flow: A\nsteps:\n  - name: @orders\n    http: GET {{ orders }}\n" },
        { "ST0201", Sound, "steps:\n  - http: GET {{ orders }}\n    expect: { status: 200 }\n" },
        { "ST0402", Sound, "flow: A\nsteps: []\n" },
        { "ST0400", Sound, "flow: A\nsteps:\n  - name: Nothing\n    expect: { status: 200 }\n" },
        { "ST0208", Sound, "flow: A\nsteps:\n  - browser: Check out\n    expect: { status: 200 }\n" },
        { "ST0403", Sound, "flow: A\nsteps:\n  - http: GET {{ orders }}\n" },
        { "ST0404", Sound, "flow: A\nsteps:\n  - http: GET {{ orders }}\n    auth: guest\n    expect: { status: 200 }\n" },
        { "ST0404", Sound + "actors: { bob: { auth: guest } }\n", null },
        { "ST0200", Sound + "actors: { bob: { token: guest } }\n", null },
        { "ST0550", Sound, "flow: A\nsteps:\n  - http: GET {{ orders }}\n    as: bob\n    expect: { status: 200 }\n" },
        { "ST0551", Sound + "tokens: { guest: { bearer: abcdefgh } }\nactors: { bob: { auth: guest } }\n", "flow: A\nsteps:\n  - http: GET {{ orders }}\n    as: bob\n    auth: guest\n    expect: { status: 200 }\n" },
        { "ST0301", Sound, "flow: A\nsteps:\n  - http: GET {{ ordres }}/x\n    expect: { status: 200 }\n" },
        { "ST0300", Sound, "flow: A\nsteps:\n  - http: GET {{ orders + }}/x\n    expect: { status: 200 }\n" },
        { "ST0302", Sound, "flow: A\nsteps:\n  - http: GET {{ orders }}/{{ uid() }}\n    expect: { status: 200 }\n" },
        { "ST0303", Sound, "flow: A\nsteps:\n  - http: GET {{ orders }}/{{ uuid(1) }}\n    expect: { status: 200 }\n" },
        { "ST0304", Sound, "flow: A\nsteps:\n  - http: 'GET {{ orders'\n    expect: { status: 200 }\n" },
        { "ST0406", Sound, "flow: A\nsteps:\n  - http: GET {{ orders }}\n    expect: { statuss: 200 }\n" },
        { "ST0407", Sound, "flow: A\nsteps:\n  - http: GET {{ orders }}\n    expect: { '$.a[': 1 }\n" },
        { "ST0408", Sound, "flow: A\nsteps:\n  - http: GET {{ orders }}\n    expect: { $.a: { greaterThan: 1 } }\n" },
        { "ST0409", Sound, "flow: A\nsteps:\n  - http: GET {{ orders }}\n    expect: { status: ok }\n" },
        { "ST0413", Sound, "flow: A\nsteps:\n  - http: GET {{ orders }}\n    expect: { body: { matches: '(' } }\n" },
        { "ST0009", Sound, "flow: A\nsteps:\n  - http: GET {{ orders }}\n    expect: { $: { schema: order.json } }\n" },
        { "ST0428", Sound, "flow: A\nsteps:\n  - http: GET {{ orders }}\n    expect: { $: { schema: { properties: { id: { type: text } } } } }\n" },
        { "ST0203", Sound, "flow: A\nwithin: 20 seconds\nsteps:\n  - http: GET {{ orders }}\n    expect: { status: 200 }\n" },
        { "ST0201", Sound, "flow: A\nsteps:\n  - http: GET {{ orders }}\n    until: { within: 5s }\n" },
        { "ST0405", Sound, "flow: A\nsteps:\n  - http: GET {{ orders }}\n    expect: { status: 200 }\n    capture: { orders: $.id }\n" },
        { "ST0410", Sound, "flow: A\nsteps:\n  - { id: a, http: GET {{ orders }}, expect: { status: 200 } }\n  - { id: a, http: 'GET {{ orders }}', expect: { status: 200 } }\n".Replace("GET {{ orders }},", "'GET {{ orders }}',", StringComparison.Ordinal) },
        { "ST0200", Sound, "flow: A\nsteps:\n  - http: GET {{ orders }}\n    expcet: { status: 200 }\n    expect: { status: 200 }\n" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Load_MalformedFile_TellsWhereAndTheWayOut(string code, string project, string? flow)
    {
        ProjectLoadResult result = Load(project, flow);

        Assert.Null(result.Project);
        Diagnostic diagnostic = result.Diagnostics.FirstOrDefault(d => d.Code == code)
            ?? throw new Xunit.Sdk.XunitException($"{code} is not among: {string.Join("; ", result.Diagnostics.Select(d => $"{d.Code} {d.Span}: {d.Message}"))}");
        Assert.Equal(DiagnosticSeverity.Error, diagnostic.Severity);
        Assert.Equal(flow is null ? "seatrial.yaml" : "flows/a.flow.yaml", diagnostic.Span.File);
        Assert.False(string.IsNullOrWhiteSpace(diagnostic.Hint), "there is no way out");
        if (project.Length > 0)
        {
            Assert.True(diagnostic.Span is { Line: > 0, Column: > 0 }, $"{diagnostic.Span} is no place");
            string[] shown = DiagnosticRenderer.Render(diagnostic, result.Sources).Split('\n');
            Assert.StartsWith($"{diagnostic.Span}: error {code}: ", shown[0], StringComparison.Ordinal);
            Assert.Contains(shown, line => line.TrimEnd().EndsWith('^'));
        }
    }

    [Fact]
    public void Load_SeveralMistakes_AllSemanticOnesAtOnceAndOneSyntaxErrorAFile()
    {
        Dictionary<string, string> sources = new(StringComparer.Ordinal)
        {
            ["seatrial.yaml"] = Sound + "typo: 1\n",
            ["flows/a.flow.yaml"] = "flow: A\nsteps:\n  - http: GET {{ ordres }}\n    expect: { statuss: 200, $.a: { near: 1 } }\n",
            ["flows/b.flow.yaml"] = "flow: [\nsteps: ]\n'\n",
        };

        ProjectLoadResult result = Written.Loader.Load("/nowhere", sources);

        Assert.Equal(["ST0200"], Codes(result, "seatrial.yaml"));
        Assert.Equal(["ST0301", "ST0406", "ST0408"], Codes(result, "flows/a.flow.yaml").Order(StringComparer.Ordinal));
        Assert.Single(Codes(result, "flows/b.flow.yaml"));
    }

    private static ProjectLoadResult Load(string project, string? flow)
    {
        Dictionary<string, string> sources = new(StringComparer.Ordinal) { ["seatrial.yaml"] = project };
        if (flow is not null)
        {
            sources["flows/a.flow.yaml"] = flow;
        }

        return Written.Loader.Load("/nowhere", sources);
    }

    private static IEnumerable<string> Codes(ProjectLoadResult result, string file) =>
        result.Diagnostics.Where(d => d.Span.File == file && d.Severity == DiagnosticSeverity.Error).Select(d => d.Code);
}
