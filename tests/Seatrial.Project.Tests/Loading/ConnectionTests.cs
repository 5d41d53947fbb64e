using Seatrial.Core.Documents;
using Seatrial.Core.Flows;
using Seatrial.Project.Connections;
using Seatrial.Project.Loading;
using Seatrial.TestKit;

namespace Seatrial.Project.Tests.Loading;

public sealed class ConnectionTests
{
    private const string Flow = "flow: It\nsteps:\n  - http: GET http://localhost/\n    expect: { status: 200 }\n";

    [Fact]
    public void Load_ConnectionsAtEveryPlace_AreBound()
    {
        ProjectModel project = Load("""
            services: { billing: { httpVersion: 2, proxy: none } }
            environments:
              local:
                proxy: proxy.example:3128
                noProxy: [.internal, 10.0.0.0/8]
                services:
                  orders: http://localhost
                  billing: { url: 'https://10.1.2.3', tls: { insecure: true, serverName: billing.internal } }
            """).Project!;

        EnvironmentModel local = project.Environments["local"];
        Assert.Equal(".internal,10.0.0.0/8", local.Connection.NoProxy);
        Assert.NotNull(local.Connection.Proxy);
        Assert.Equal(["billing"], local.Connections.Keys);
        Assert.True(local.Connections["billing"].IsInsecure);
        Assert.Equal("https://10.1.2.3", local.Services["billing"].Source);
        Assert.Equal(2, project.Services["billing"].Connection.HttpVersion!.Major);
        Assert.True(project.Services["billing"].Connection.GoesDirect);
        Assert.Equal(ConnectionPlan.None, project.Services["orders"].Connection);
    }

    [Theory]
    [InlineData("proxy: 'ftp://p'", "ST0613")]
    [InlineData("proxy: [a]", "ST0613")]
    [InlineData("proxy: http://p/path", "ST0613")]
    [InlineData("proxy: none\n    noProxy: a", "ST0613")]
    [InlineData("proxy: 'http://u:p@h:1'", "ST0615")]
    [InlineData("httpVersion: 1", "ST0614")]
    [InlineData("tls: { ca: ../ca.pem }", "ST0008")]
    [InlineData("tls: { ca: none.pem }", "ST0009")]
    [InlineData("tls: { ca: flows/it.flow.yaml }", "ST0611")]
    [InlineData("tls: { insecure: maybe }", "ST0202")]
    [InlineData("tls: { verify: false }", "ST0200")]
    public void Load_ConnectionIsWrong_SaysSo(string written, string code)
    {
        ProjectLoadResult result = Load($"environments:\n  local:\n    services: {{ orders: 'http://localhost' }}\n    {written}\n");

        Assert.Equal(code, Assert.Single(result.Diagnostics).Code);
    }

    [Fact]
    public void Apply_NearerPlace_WinsAndLeavesTheRest()
    {
        ConnectionSettings outer = new() { Authorities = "PEM", Proxy = new Uri("http://p:1"), ProxyCredentials = "u:p", NoProxy = "a", HttpVersion = new Version(2, 0) };

        ConnectionSettings insecure = new ConnectionPlan { IsInsecure = true }.Apply(outer, null!);
        ConnectionSettings direct = new ConnectionPlan { GoesDirect = true }.Apply(outer, null!);

        Assert.Equal(outer with { Authorities = null, IsInsecure = true }, insecure);
        Assert.Equal(outer with { Proxy = null, ProxyCredentials = null }, direct);
        Assert.DoesNotContain("u:p", outer.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void ReadBytes_FileThatIsNotText_IsTheSameFromASnapshot()
    {
        using TempFolder folder = new();
        byte[] content = [0xff, 0x00, 0x01, 0xfe];
        File.WriteAllBytes(folder.At("photo.png"), content);
        List<Diagnostic> found = [];
        ProjectSources sources = new(System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty, folder.Root, found.Add);
        DocumentNode.Scalar path = new("photo.png", ScalarKind.Text, false, new SourceSpan("a", 1, 1));

        string text = sources.ReadAny(path)!;
        ProjectSources snapshot = new(sources.Files, null, found.Add);

        Assert.Equal(content, FileText.ToBytes(text));
        Assert.Equal(content, FileText.ToBytes(snapshot.ReadAny(path)!));
        Assert.Equal("a\r\n\uFEFFb", System.Text.Encoding.UTF8.GetString(FileText.ToBytes(FileText.Of("a\r\n\uFEFFb"u8.ToArray()))));
        Assert.Empty(found);
    }

    private static ProjectLoadResult Load(string rest)
    {
        Dictionary<string, string> sources = new(StringComparer.Ordinal) { ["seatrial.yaml"] = "project: shop\n" + rest + "\n", ["flows/it.flow.yaml"] = Flow };
        return Written.Loader.Load("/nowhere", sources);
    }
}
