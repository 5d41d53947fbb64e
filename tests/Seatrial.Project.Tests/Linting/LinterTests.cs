using System.Collections.Immutable;
using Seatrial.Project.Linting;
using Seatrial.Project.Yaml;

namespace Seatrial.Project.Tests.Linting;

public sealed class LinterTests
{
    private const string Uuid = "3f2b8a51-9c4d-4e6f-8a1b-2c3d4e5f6a7b";

    [Theory]
    [InlineData("ST2001", "exec: [sleep, 5]")]
    [InlineData("ST2001", "exec: { command: sh -c 'start; sleep 2.5' }")]
    [InlineData("ST2001", "sql: { connection: '{{ db }}', query: select pg_sleep(2) }")]
    [InlineData("ST2001", "http: GET {{ orders }}/orders/7\n    until: { within: 5s, every: 5s, expect: { $.id: 7 } }")]
    [InlineData("ST2002", "http: GET {{ orders }}/orders/7\n    expect: { $: { equals: { id: 7, state: paid } } }")]
    [InlineData("ST2002", "http: GET {{ orders }}/orders/7\n    expect: { body: '{\"id\":7,\"state\":\"paid\"}' }")]
    [InlineData("ST2003", "http: GET {{ orders }}/orders/7\n    expect: { $.paidAt: '2026-11-23T07:30:00Z' }")]
    [InlineData("ST2003", "http: GET {{ orders }}/orders/7\n    expect: { $.paidAt: { in: ['2026-11-23T07:30:00Z', never] } }")]
    [InlineData("ST2004", $"http: GET {{{{ orders }}}}/orders/7\n    expect: {{ $.id: {Uuid} }}")]
    [InlineData("ST2004", $"http: GET {{{{ orders }}}}/orders/{Uuid}\n    expect: {{ status: 200 }}")]
    [InlineData("ST2005", "http: GET {{ orders }}/orders\n    expect: { '$.items[0].sku': A-1 }")]
    [InlineData("ST2005", "http: GET {{ orders }}/orders?page=2\n    expect: { $.ids: { equals: [1, 2] } }")]
    [InlineData("ST2006", "http: POST {{ orders }}/orders\n    expect: { status: 201, $.state: pending }")]
    [InlineData("ST2006", "sql: { connection: '{{ db }}', query: insert into orders (id) values (7) }")]
    [InlineData("ST2007", "http: GET {{ orders }}/orders/7")]
    [InlineData("ST2008", "http: POST {{ orders }}/orders\n    expect: { status: 201 }\n    cleanup: { http: 'DELETE {{ orders }}/orders/7' }")]
    [InlineData("ST2009", "http: GET https://orders.example.com/orders/7\n    expect: { status: 200 }")]
    [InlineData("ST2009", "redis: { url: 'redis://cache.internal:6379', command: [GET, a] }")]
    [InlineData("ST2010", "http: GET {{ orders }}/orders/7\n    headers: { X-Key: AKIAQ3EGRZ7DUMMY4X2P }\n    expect: { status: 200 }")]
    [InlineData("ST2010", "http: GET {{ orders }}/orders/7\n    headers: { Authorization: Bearer x7Gq2LmP9vRt4KsW8yBn }\n    expect: { status: 200 }")]
    [InlineData("ST2010", "http: POST {{ orders }}/sessions\n    json: { apiKey: x7Gq2LmP9vRt4KsW8yBn }\n    expect: { status: 200 }")]
    [InlineData("ST2011", "http: GET {{ orders }}/orders/7\n    within: 90s\n    expect: { status: 200 }")]
    [InlineData("ST2011", "http: GET {{ orders }}/orders/7\n    until: { within: 61s, every: 1s, expect: { $.id: 7 } }")]
    [InlineData("ST2012", "http: GET {{ orders }}/orders/7\n    until: { within: 30s, expect: { $.order.state: paid } }")]
    public void Finds(string code, string step)
    {
        LintResult result = Lint(step);

        Assert.Equal([code], result.Findings.Select(static d => d.Code).ToArray());
        Assert.NotEmpty(result.Findings[0].Hint!);
        Assert.True(result.Findings[0].Span.Line >= 5);
    }

    [Theory]
    [InlineData("ST2001: a program that knows of sleep", "exec: [python, sleep_study.py]")]
    [InlineData("ST2001: tries often enough", "http: GET {{ orders }}/orders/7\n    until: { within: 5s, every: 4s, expect: { $.id: 7 } }")]
    [InlineData("ST2001: a column that is called sleep", "sql: { connection: '{{ db }}', query: select sleep from days }")]
    [InlineData("ST2002: a word", "http: GET {{ orders }}/health\n    expect: { body: OK }")]
    [InlineData("ST2002: part of it", "http: GET {{ orders }}/orders/7\n    expect: { $: { contains: { id: 7, state: paid } } }")]
    [InlineData("ST2002: a template", "http: GET {{ orders }}/orders/7\n    expect: { body: '{{ sent }}' }")]
    [InlineData("ST2003: a day", "http: GET {{ orders }}/orders/7\n    expect: { $.bornOn: '1815-12-10' }")]
    [InlineData("ST2003: a bound", "http: GET {{ orders }}/orders/7\n    expect: { $.paidAt: { startsWith: '2026-11-23T07:30' } }")]
    [InlineData("ST2003: what was sent", "http: POST {{ orders }}/slots\n    json: { at: '2026-11-23T07:30:00Z' }\n    expect: { $.at: '2026-11-23T07:30:00Z' }")]
    [InlineData("ST2004: what was sent", $"http: POST {{{{ orders }}}}/orders\n    json: {{ id: {Uuid} }}\n    expect: {{ $.id: {Uuid} }}")]
    [InlineData("ST2004: the id of nothing", "http: GET {{ orders }}/orders/00000000-0000-0000-0000-000000000001\n    expect: { $.id: 00000000-0000-0000-0000-000000000001 }")]
    [InlineData("ST2005: any will do", "http: GET {{ orders }}/orders\n    expect: { status: 200 }\n    capture: { sku: '$.items[0].sku' }")]
    [InlineData("ST2005: sorted", "http: GET {{ orders }}/orders?sort=age\n    expect: { '$.items[0].sku': A-1 }")]
    [InlineData("ST2005: sorted, as query", "http: GET {{ orders }}/orders\n    query: { orderBy: age }\n    expect: { '$.items[0].sku': A-1 }")]
    [InlineData("ST2005: one thing's own list", "http: GET {{ orders }}/orders/{{ id }}\n    expect: { '$.lines[0].sku': A-1 }")]
    [InlineData("ST2005: one element", "http: GET {{ orders }}/orders\n    expect: { $.items: { count: 1 }, '$.items[0].sku': A-1 }")]
    [InlineData("ST2005: its form only", "http: GET {{ orders }}/orders\n    expect: { '$.items[0].price': { above: 0 } }")]
    [InlineData("ST2006: undone", "http: POST {{ orders }}/orders\n    expect: { status: 201, $.state: pending }\n    cleanup: [{ http: 'DELETE {{ orders }}/orders/7' }]")]
    [InlineData("ST2006: makes nothing", "http: POST {{ orders }}/searches\n    expect: { status: 200, $.hits: 3 }")]
    [InlineData("ST2006: is refused", "http: POST {{ orders }}/orders\n    expect: { status: 422 }")]
    [InlineData("ST2006: goes with what it belongs to", "http: POST {{ orders }}/orders/7/lines\n    expect: { status: 201, $.sku: A-1 }\n  - http: POST {{ orders }}/orders\n    expect: { status: 201, $.id: 7 }\n    cleanup: [{ http: 'DELETE {{ orders }}/orders/7' }]")]
    [InlineData("ST2006: only reads", "sql: { connection: '{{ db }}', query: select * from inserts }")]
    [InlineData("ST2007: captured", "http: GET {{ orders }}/orders/7\n    capture: { id: $.id }")]
    [InlineData("ST2007: a cleanup", "http: PUT {{ orders }}/flags/a\n    expect: { status: 200 }\n    cleanup: { http: 'DELETE {{ orders }}/flags/a' }")]
    [InlineData("ST2008: read again", "http: POST {{ orders }}/orders\n    expect: { status: 201 }\n    capture: { id: $.id }\n    cleanup: { http: 'DELETE {{ orders }}/orders/{{ id }}' }")]
    [InlineData("ST2009: a service", "http: GET {{ orders }}/redirect?to=https://example.com\n    expect: { status: 302 }")]
    [InlineData("ST2009: a variable host", "redis: { url: 'redis://{{ cache }}:6379', command: [GET, a] }")]
    [InlineData("ST2009: a file", "sql: { connection: 'sqlite://data/shop.db', query: select 1 }")]
    [InlineData("ST2010: made up", "http: GET {{ orders }}/orders/7\n    headers: { Authorization: Bearer not-a-token }\n    expect: { status: 401 }")]
    [InlineData("ST2010: words", "http: POST {{ orders }}/sessions\n    json: { password: this-is-not-her-password-2024 }\n    expect: { status: 401 }")]
    [InlineData("ST2010: a key that is public", "http: GET {{ orders }}/orders/7\n    headers: { Idempotency: x7Gq2LmP9vRt4KsW8yBn }\n    expect: { status: 200 }")]
    [InlineData("ST2010: a token cut short", "http: GET {{ orders }}/orders/7\n    headers: { Authorization: Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJib2IifQ. }\n    expect: { status: 401 }")]
    [InlineData("ST2011: all of the flow's", "http: GET {{ orders }}/orders/7\n    within: 60s\n    expect: { status: 200 }")]
    [InlineData("ST2012: stops", "http: GET {{ orders }}/orders/7\n    until: { within: 30s, expect: { $.state: paid }, stopOn: { $.state: failed } }")]
    [InlineData("ST2012: short", "http: GET {{ orders }}/orders/7\n    until: { within: 29s, expect: { $.state: paid } }")]
    [InlineData("ST2012: a number of things", "http: GET {{ orders }}/orders/7\n    until: { within: 30s, expect: { $.count: 3 } }")]
    public void Lets_pass(string why, string step)
    {
        LintResult result = Lint(step);

        Assert.True(result.Findings.IsEmpty, $"{why}: {string.Join("; ", result.Findings)}");
    }

    [Fact]
    public void Allows_what_is_said_to_be_meant()
    {
        LintResult result = Lint("http: GET {{ orders }}/orders\n    lint: { allow: [ST2005], because: the API sorts by age }\n    expect: { '$.items[0].sku': A-1 }");

        Assert.Empty(result.Findings);
        Assert.Equal(1, result.Allowed);
    }

    [Fact]
    public void Allows_in_the_steps_of_a_block_and_in_a_whole_flow()
    {
        const string inner = "http: GET {{ orders }}/orders\n        expect: { '$.items[0].sku': A-1 }";
        LintResult block = Lint($"parallel:\n      - {inner}\n    lint: {{ allow: ST2005, because: sorted }}");
        LintResult flow = Linter.Lint(Sources("within: 60s\nlint: { allow: [ST2007], because: it warms up }\nsteps:\n  - http: GET {{ orders }}/a\n  - http: GET {{ orders }}/b\n"));

        Assert.Empty(block.Findings);
        Assert.Empty(flow.Findings);
        Assert.Equal(2, flow.Allowed);
    }

    [Fact]
    public void Tells_of_what_is_allowed_in_vain()
    {
        LintResult result = Lint("http: GET {{ orders }}/orders/7\n    lint: { allow: [ST2005], because: sorted }\n    expect: { status: 200 }");

        Assert.Equal(["ST2090"], result.Findings.Select(static d => d.Code).ToArray());
    }

    [Fact]
    public void Never_shows_the_secret_it_found()
    {
        const string secret = "AKIAQ3EGRZ7DUMMY4X2P";
        LintResult result = Lint($"http: GET {{{{ orders }}}}/orders/7\n    headers: {{ X-Key: {secret} }} # {secret}\n    expect: {{ status: 200 }}");

        Assert.DoesNotContain(secret, string.Concat(result.Findings) + string.Concat(result.Sources.Values), StringComparison.Ordinal);
        Assert.Contains("X-Key: ******************** } # ****", result.Sources["a.flow.yaml"], StringComparison.Ordinal);
    }

    [Fact]
    public void Finds_secrets_in_the_project_file()
    {
        LintResult result = Linter.Lint(ImmutableSortedDictionary<string, string>.Empty.Add("seatrial.yaml", "project: shop\nenvironments:\n  local: { variables: { hook: xoxb-2398472938-abcdefABCDEF } }\n"));

        Assert.Equal(["ST2010"], result.Findings.Select(static d => d.Code).ToArray());
    }

    [Fact]
    public void Passes_over_what_is_no_yaml()
    {
        Assert.Empty(Linter.Lint(ImmutableSortedDictionary<string, string>.Empty.Add("a.flow.yaml", "a: [").Add("data/x.csv", "AKIAQ3EGRZ7DUMMY4X2P")).Findings);
    }

    private static LintResult Lint(string step)
    {
        ImmutableSortedDictionary<string, string> sources = Sources($"within: 60s\nsteps:\n  # here\n  - {step}\n");

        // What is no YAML would pass for the wrong reason.
        Assert.NotNull(YamlReader.Read("a.flow.yaml", sources["a.flow.yaml"], static d => Assert.Fail(d.ToString())));
        return Linter.Lint(sources);
    }

    private static ImmutableSortedDictionary<string, string> Sources(string rest) =>
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal).Add("a.flow.yaml", $"flow: A\n{rest}");
}
