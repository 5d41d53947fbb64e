using System.Globalization;
using Seatrial.TestKit;
using Seatrial.TestKit.Servers;

namespace Seatrial.Cli.Tests.Importing;

/// <summary>What others wrote, imported and run against a server that others wrote, without an edit.</summary>
public sealed class ImportedFlowsTests
{
    private static string Pets => SharedData.Require("arazzo/1.0.0/pet-coupons.openapi.yaml");

    [Fact]
    public async Task An_OpenAPI_description_passes_against_a_mock_server_of_it()
    {
        using ImportSite site = new();
        (ChildProcess server, string address) = await PrismAsync(site);
        await using (server)
        {
            await site.AssertPassesAsync("import", "openapi", Pets, "--out", "pets", "--base", address);
            GiveCredentials(site, "pets");

            await site.AssertUsableAsync("pets");
        }

        Assert.Equal(["pet.flow.yaml", "store.flow.yaml"], Flows(site, "pets"));
    }

    [Fact]
    public async Task A_Postman_collection_passes_against_its_server()
    {
        using ImportSite site = new();
        string collection = site.Folder.At("pets.postman_collection.json");
        ProcessResult made = await ChildProcess.RunAsync(NodeTools.Require("openapi2postmanv2"), ["-s", Pets, "-o", collection], TestContext.Current.CancellationToken);
        Assert.True(File.Exists(collection), made.ToString());
        (ChildProcess server, string address) = await PrismAsync(site);
        await using (server)
        {
            await site.AssertPassesAsync("import", "postman", collection, "--out", "pets", "--base", address);
            GiveCredentials(site, "pets");

            await site.AssertPassesAsync("validate", "pets");
            await site.AssertPassesAsync("lint", "pets", "--strict");
            int code = await site.CallAsync("run", "pets");

            Assert.True(code is 0 or 1, site.People);
        }
    }

    [Fact]
    public async Task Commands_of_curl_pass_against_their_server()
    {
        using ImportSite site = new();
        site.Folder.Write("db.json", """{"posts":[{"id":1,"title":"json-server"}],"profile":{"name":"typicode"}}""");
        int port = FreePorts.Take();
        await using ChildProcess server = ChildProcess.Start(NodeTools.Require("json-server"), ["--host", "127.0.0.1", "-p", port.ToString(CultureInfo.InvariantCulture), site.Folder.At("db.json")]);
        await server.WaitForLineAsync("Home", TestContext.Current.CancellationToken);
        site.Folder.Write("posts.sh", $"curl http://127.0.0.1:{port}/posts --json '{{\"title\":\"Sea\"}}'\ncurl 'http://127.0.0.1:{port}/posts?title=Sea'\ncurl http://127.0.0.1:{port}/profile\n");

        await site.AssertPassesAsync("import", "curl", "posts.sh", "--out", "posts");

        await site.AssertUsableAsync("posts");
    }

    private static async Task<(ChildProcess Server, string Address)> PrismAsync(ImportSite site)
    {
        int port = FreePorts.Take();
        ChildProcess server = ChildProcess.Start(NodeTools.Require("prism"), ["mock", "-h", "127.0.0.1", "-p", port.ToString(CultureInfo.InvariantCulture), Pets], site.Folder.Root);
        await server.WaitForLineAsync("listening", TestContext.Current.CancellationToken);
        return (server, $"http://127.0.0.1:{port}");
    }

    /// <summary>The one edit that is allowed: where credentials come from.</summary>
    private static void GiveCredentials(ImportSite site, string project)
    {
        string file = site.Folder.At($"{project}/seatrial.yaml");
        File.WriteAllLines(file, File.ReadAllLines(file).Select(static line => line.TrimStart().StartsWith("env: ", StringComparison.Ordinal) ? $"{line[..line.IndexOf("env:", StringComparison.Ordinal)]}generated: 32" : line));
    }

    private static string[] Flows(ImportSite site, string project) =>
        [.. Directory.EnumerateFiles(site.Folder.At($"{project}/flows")).Select(static f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];
}
