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
        site.Folder.Write("db.json", """{"posts":[{"id":1,"title":"json-server"}]}""");
        site.Folder.Write("posts.json", """
            {
              "info": { "name": "Posts", "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json" },
              "variable": [{ "key": "userId", "value": "7" }],
              "item": [
                { "name": "Create a new post", "event": [{ "listen": "test", "script": { "exec": [
                    "pm.test(\"Check status code\", function(){", "    pm.response.to.have.status(201);", "})", "",
                    "var response = pm.response.json();", "pm.environment.set(\"idOfCreatedPost\", response.id);" ] } }],
                  "request": { "method": "POST", "header": [{ "key": "Content-Type", "value": "application/json" }], "url": { "raw": "{{posts}}", "host": ["{{posts}}"] },
                    "body": { "mode": "raw", "raw": "{ \"title\": \"new\", \"userId\": {{userId}} }" } } },
                { "name": "Update it", "event": [{ "listen": "test", "script": { "exec": [
                    "pm.test(\"name\", function () {", "    var jsonData = pm.response.json();", "    pm.expect(jsonData.title).to.eql(\"updated\");", "});" ] } }],
                  "request": { "method": "PUT", "url": { "raw": "{{posts}}/:id", "host": ["{{posts}}"], "path": [":id"], "variable": [{ "key": "id", "value": "{{idOfCreatedPost}}" }] },
                    "body": { "mode": "raw", "raw": "{ \"title\": \"updated\" }", "options": { "raw": { "language": "json" } } } } },
                { "name": "Delete it", "request": { "method": "DELETE", "url": "{{posts}}/{{idOfCreatedPost}}" } }
              ]
            }
            """);
        (ChildProcess server, string address) = await JsonServerAsync(site);
        await using (server)
        {
            await site.AssertPassesAsync("import", "postman", "posts.json", "--out", "posts", "--base", $"{address}/posts");

            await site.AssertUsableAsync("posts");
        }
    }

    [Fact]
    public async Task Commands_of_curl_pass_against_their_server()
    {
        using ImportSite site = new();
        site.Folder.Write("db.json", """{"posts":[{"id":1,"title":"json-server"}],"profile":{"name":"typicode"}}""");
        (ChildProcess server, string address) = await JsonServerAsync(site);
        await using (server)
        {
            site.Folder.Write("posts.sh", $"curl {address}/posts --json '{{\"title\":\"Sea\"}}'\ncurl '{address}/posts?title=Sea'\ncurl {address}/profile\n");

            await site.AssertPassesAsync("import", "curl", "posts.sh", "--out", "posts");

            await site.AssertUsableAsync("posts");
        }
    }

    private static async Task<(ChildProcess Server, string Address)> JsonServerAsync(ImportSite site)
    {
        int port = FreePorts.Take();
        ChildProcess server = ChildProcess.Start(NodeTools.Require("json-server"), ["--host", "127.0.0.1", "-p", port.ToString(CultureInfo.InvariantCulture), site.Folder.At("db.json")], site.Folder.Root);
        await server.WaitForLineAsync("Home", TestContext.Current.CancellationToken);
        return (server, $"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}");
    }

    private static async Task<(ChildProcess Server, string Address)> PrismAsync(ImportSite site)
    {
        int port = FreePorts.Take();
        ChildProcess server = ChildProcess.Start(NodeTools.Require("prism"), ["mock", "-h", "127.0.0.1", "-p", port.ToString(CultureInfo.InvariantCulture), Pets], site.Folder.Root);
        await server.WaitForLineAsync("listening", TestContext.Current.CancellationToken);
        return (server, $"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}");
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
