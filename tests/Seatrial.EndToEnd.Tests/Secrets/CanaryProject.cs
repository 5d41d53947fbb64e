using System.Collections.Immutable;
using System.Globalization;
using Seatrial.TestKit;

namespace Seatrial.EndToEnd.Tests.Secrets;

/// <summary>A project with a secret in every place that has room for one; nearly every flow fails, so that all evidence is kept.</summary>
internal sealed class CanaryProject
{
    private const string Pem = "-----BEGIN KEY-----\n{0}\nsecond-line\n-----END KEY-----";

    // What stands around the core breaks naive escaping of each place.
    private static readonly ImmutableDictionary<int, string> Shapes = new Dictionary<int, string>
    {
        [4] = Pem,
        [5] = "q\"uo\\te/{0}\"'",
        [6] = "<b>&'{0}'</b>",
        [7] = "a+b/c=d &?#%{0}%41",
        [8] = "grün€😀{0}ñ",
        [9] = new string('x', 700) + "{0}" + new string('y', 700),
        [24] = "'; drop table t; -- {0}",
    }.ToImmutableDictionary();

    /// <summary>Canaries that the services make up; the others are secrets of the project.</summary>
    private static readonly ImmutableHashSet<int> MadeByServices = [10, 11, 14, 16, 27];

    private readonly Dictionary<string, string> _flows = new(StringComparer.Ordinal);

    public CanaryProject() => Canaries = [.. Enumerable.Range(1, 38).Select(n => Canary.New(n, Shapes.GetValueOrDefault(n, "{0}")))];

    public ImmutableArray<Canary> Canaries { get; }

    /// <summary>The secrets that come from the environment of the process.</summary>
    public Dictionary<string, string?> Environment { get; } = new(StringComparer.Ordinal);

    /// <summary>Canaries that the peer can tell it was sent: not those inside base64 or a protocol of their own.</summary>
    public ImmutableArray<string> Sent { get; } =
        ["01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "14", "16", "17", "18", "19", "26", "31", "32", "33", "34"];

    /// <summary>Writes the project.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="peer">The address of the peer.</param>
    /// <param name="database">A PostgreSQL database.</param>
    public void Write(TempFolder folder, string peer, string database)
    {
        string secrets = string.Concat(Canaries.Where(c => !MadeByServices.Contains(Number(c))).Select(c => $"  s{c.Id}: {Source(c, folder)}\n"));
        folder.Write("seatrial.yaml", $$$"""
            project: canaries
            services: { peer: {} }
            environments:
              local:
                signals: { within: 0s }
                services: { peer: '{{{peer}}}' }
            secrets:
            {{{secrets}}}
            tokens:
              basic: { basic: { user: me, password: '{{ s12 }}' } }
              refused: { oauth2: { grant: password, token: '{{ peer }}/refuse/13', client: web, secret: '{{ s13 }}', user: me, password: '{{ s15 }}' } }
              granted: { oauth2: { grant: client_credentials, token: '{{ peer }}/token/14', client: web, secret: '{{ s13 }}' } }
            """);
        AddHttp();
        AddSessions();
        AddOthers();
        AddSql(database);
        AddExpectations();
        foreach ((string name, string text) in _flows)
        {
            folder.Write($"{name}.flow.yaml", text);
        }
    }

    private static int Number(Canary canary) => int.Parse(canary.Id, CultureInfo.InvariantCulture);

    private string Source(Canary canary, TempFolder folder)
    {
        switch (Number(canary) % 3)
        {
            case 0 when !canary.Value.Contains('\n', StringComparison.Ordinal):
                folder.Write($"keys/{canary.Id}", canary.Value);
                return $"{{ command: [cat, '{folder.At("keys", canary.Id)}'] }}";
            case 1:
                folder.Write($"keys/{canary.Id}", canary.Value);
                return $"{{ file: keys/{canary.Id} }}";
            default:
                Environment[$"CANARY_{canary.Id}"] = canary.Value;
                return $"{{ env: CANARY_{canary.Id} }}";
        }
    }

    private void Add(int number, string steps)
    {
        string id = number.ToString("00", CultureInfo.InvariantCulture);
        _flows[$"f{id}"] = $"flow: Canary {id}\nwithin: 30s\nsteps:\n{steps.Replace("NN", id, StringComparison.Ordinal)}\n";
    }

    private void AddHttp()
    {
        const string expect = "\n    expect: { status: 200, $.visible: other, body: { contains: nothing-of-the-kind } }";
        Add(1, "  - http: GET {{ peer }}/fail/NN\n    headers: { Authorization: 'Bearer {{ s01 }}' }" + expect);
        Add(2, "  - http: POST {{ peer }}/fail/NN\n    json: { deep: [ { key: '{{ s02 }}' } ] }" + expect);
        Add(3, "  - http: GET {{ peer }}/fail/NN\n    query: { key: '{{ s03 }}' }" + expect);
        Add(4, "  - http: POST {{ peer }}/fail/NN\n    text: '{{ s04 }}'" + expect);
        Add(5, "  - http: POST {{ peer }}/fail/NN\n    json: { key: '{{ s05 }}' }" + expect);
        Add(6, "  - http: POST {{ peer }}/fail/NN\n    form: { key: '{{ s06 }}' }" + expect);
        Add(7, "  - http: GET {{ peer }}/fail/NN\n    query: { key: '{{ s07 }}' }" + expect);
        Add(8, "  - http: POST {{ peer }}/fail/NN\n    json: { key: '{{ s08 }}' }" + expect);
        Add(9, "  - http: POST {{ peer }}/fail/NN\n    text: 'before {{ s09 }} after'" + expect);
        Add(12, "  - http: GET {{ peer }}/fail/NN\n    auth: basic" + expect);
        Add(13, "  - http: GET {{ peer }}/fail/NN\n    auth: refused" + expect);
        Add(14, "  - http: GET {{ peer }}/fail/NN\n    auth: granted" + expect);
        Add(17, "  - http: GET {{ peer }}/fail/NN\n    headers: { X-Api-Key: '{{ s17 }}' }\n    cookies: { key: '{{ s17 }}' }" + expect);
        Add(18, "  - http: POST {{ peer }}/fail/NN\n    multipart: { key: '{{ s18 }}', meta: { json: { key: '{{ s18 }}' } } }" + expect);
        Add(19, "  - http: POST {{ peer }}/fail/NN\n    multipart: { doc: { text: '{{ s19 }}', filename: key.txt } }" + expect);
        Add(26, "  - http: GET {{ peer }}/redirect/NN\n    query: { code: '{{ s26 }}' }" + expect);
    }

    private void AddSessions()
    {
        Add(10, """
              - http: POST {{ peer }}/login/NN
                expect: { status: 200 }
                capture: { token: { from: $.session.token, secret: true } }
              - http: GET {{ peer }}/fail/NN
                headers: { Authorization: 'Bearer {{ token }}' }
                expect: { status: 200 }
            """);
        Add(11, """
              - http: POST {{ peer }}/login/NN
                expect: { status: 200 }
                capture: { session: { from: $.session, secret: true } }
              - http: POST {{ peer }}/fail/NN
                json: '{{ session }}'
                expect: { status: 200 }
            """);
        Add(16, """
              - http: POST {{ peer }}/cookie/NN
                expect: { status: 200 }
                capture: { session: { from: cookie.session, secret: true } }
              - http: GET {{ peer }}/fail/NN
                expect: { status: 200 }
            """);
        Add(27, """
              - http: POST {{ peer }}/login/NN
                expect: { status: 200 }
                capture: { token: { from: $.session.token, secret: true } }
                cleanup:
                  - http: DELETE {{ peer }}/fail/NN?token={{ token }}
            """);
        Add(31, """
              - http: GET {{ peer }}/say/NN?key={{ s31 }}
                until: { within: 1s, every: 100ms, expect: { $.state: ready } }
                expect: { '$.said[0]': other }
            """);
    }

    private void AddOthers()
    {
        const string sqlite = "connection: 'sqlite:///{{ s35 }}/none.db'";
        Add(20, $"  - sql: {{ {sqlite}, query: 'select @key as companion', parameters: {{ key: '{{{{ s20 }}}}' }} }}\n    expect: {{ rows: 2 }}");
        Add(21, "  - sql: { connection: 'postgres://companion-NN:{{ s21 }}@127.0.0.1:1/none', query: select 1 }\n    expect: { rows: 1 }");
        Add(22, "  - exec: { command: [sh, -c, 'echo companion-NN $KEY; printf %s \"$KEY\" | base64 -w0; echo; printf %s \"$KEY\" | od -An -tx1 -w200 | tr -d \" \"; exit 3'], env: { KEY: '{{ s22 }}' } }\n    expect: { stdout: other }");
        Add(23, "  - exec: [sh, -c, 'echo companion-NN \"$1\" >&2; exit 1', sh, '{{ s23 }}']");
        Add(24, """
              - exec:
                  command: [sh, -c, 'mkdir -p out; sed "s/^/<testsuite><testcase name=\"companion-NN\"><failure message=\"/; s/$/\"\/><\/testcase><\/testsuite>/" > out/r24.xml']
                  stdin: '{{ s24 }}'
                  results: { junit: out/r24.xml }
            """);
        Add(25, "  - redis: { url: 'redis://companion-NN:{{ s25 }}@127.0.0.1:1', command: [GET, '{{ s25 }}'] }\n    expect: { body: other }");
        Add(28, "  - graphql: '{{ peer }}/graphql/NN'\n    headers: { X-Key: '{{ s28 }}' }\n    query: 'query ($key: String) { item(key: $key) { name } }'\n    variables: { key: '{{ s28 }}' }\n    expect: { $.data: other }");
        Add(29, "  - websocket: '{{ peer }}/socket/NN'\n    send: [ { json: { key: '{{ s29 }}' } } ]\n    within: 5s\n    expect: { body: other }");
        Add(30, "  - sse: '{{ peer }}/stream/NN?key={{ s30 }}'\n    within: 3s\n    expect: { body: other }");
    }

    /// <summary>A parameter that a database says back, in rows and in the text of its error.</summary>
    private void AddSql(string database)
    {
        Add(37, $"  - sql: {{ connection: '{database}', query: \"select 'companion-NN' as visible, @key::text as key, encode(convert_to(@key::text, 'UTF8'), 'base64') as packed, encode(convert_to(@key::text, 'UTF8'), 'hex') as hexed\", parameters: {{ key: '{{{{ s37 }}}}' }} }}\n    expect: {{ rows: 2, '$[0].key': other }}");
        Add(38, $"  - sql: {{ connection: '{database}', query: \"select 'companion-NN', cast(@key::text as integer)\", parameters: {{ key: '{{{{ s38 }}}}' }} }}\n    expect: {{ rows: 1 }}");
    }

    private void AddExpectations()
    {
        Add(32, "  - http: GET {{ peer }}/say/NN?key={{ s32 }}\n    expect:\n      $.said: { contains: 'x{{ s32 }}x', count: 1 }\n      $.visible: '{{ s32 }}'");
        Add(33, "  - http: GET {{ peer }}/say/NN?key={{ s33 }}\n    expect:\n      $: { schema: { type: object, properties: { said: { items: { maxLength: 3 } }, visible: { const: other } } } }\n      $.visible: other");
        Add(34, """
              - http: POST {{ peer }}/say/NN
                json: { up: '{{ upper(s34) }}', down: '{{ lower(s34) }}', wrapped: '{{ base64(s34) }}', beginning: '{{ substring(s34, 0, 14) }}', plain: '{{ s34 }}' }
                expect: { $.got: other }
            """);
        Add(36, "  - http: 'GET http://127.0.0.1:1/companion-NN?key={{ s36 }}'\n    expect: { status: 200 }\n  - http: GET {{ peer }}/{{ 1 / 0 }}");
    }
}
