using System.Globalization;
using Seatrial.TestKit;
using Seatrial.TestKit.Servers;

namespace Seatrial.Cli.Tests.Importing;

/// <summary>What others wrote, imported and run against a server that others wrote, without an edit.</summary>
public sealed class ImportedFlowsTests
{
    private static string Description(string name) =>
        name == "pets" ? SharedData.Require("arazzo/1.0.0/pet-coupons.openapi.yaml") : NodeTools.RequireFile($"@readme/oas-examples/{name}");

    [Theory]
    [InlineData("pets")]
    [InlineData("3.0/json/petstore.json")]
    [InlineData("3.0/json/petstore-expanded.json")]
    [InlineData("3.0/json/link-example.json")]
    [InlineData("3.0/json/uspto.json")]
    [InlineData("3.1/json/train-travel.json")]
    public async Task An_OpenAPI_description_passes_against_a_mock_server_of_it(string description)
    {
        using ImportSite site = new();
        string file = Description(description);
        (ChildProcess server, string address) = await PrismAsync(site, file);
        await using (server)
        {
            await site.AssertPassesAsync("import", "openapi", file, "--out", "api", "--base", address);
            GiveCredentials(site, "api");

            await site.AssertUsableAsync("api");
        }

        Assert.NotEmpty(Flows(site, "api"));
    }

    /// <summary>Such collections name types where people write values, and say nothing of what belongs together.</summary>
    [Theory]
    [InlineData("pets")]
    [InlineData("3.0/json/petstore.json")]
    [InlineData("3.0/json/petstore-expanded.json")]
    [InlineData("3.0/json/star-trek.json")]
    public async Task A_collection_that_a_program_made_of_a_description_passes_against_a_mock_server_of_it(string description)
    {
        using ImportSite site = new();
        string file = Description(description);
        await CallAsync(NodeTools.Require("openapi2postmanv2"), ["-s", file, "-o", site.Folder.At("made.json"), "-p"]);
        (ChildProcess server, string address) = await PrismAsync(site, file);
        await using (server)
        {
            await site.AssertPassesAsync("import", "postman", "made.json", "--out", "made", "--base", address);
            GiveCredentials(site, "made");

            await site.AssertUsableAsync("made");
        }

        Assert.DoesNotContain("<string>", site.Written(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_that_a_browser_recorded_passes_against_its_server()
    {
        string chromium = Environment.GetEnvironmentVariable("SEATRIAL_CHROMIUM") ?? "/usr/bin/chromium";
        if (!File.Exists(chromium))
        {
            Prerequisite.ServiceMissing("Chromium", "install chromium, or set SEATRIAL_CHROMIUM");
        }

        _ = NodeTools.RequireFile("playwright-core/package.json");
        using ImportSite site = new();
        site.Folder.Write("db.json", """{"posts":[{"id":1,"title":"json-server"}],"comments":[]}""");
        (ChildProcess server, string address) = await JsonServerAsync(site);
        await using (server)
        {
            string script = Path.Combine(AppContext.BaseDirectory, "Importing", "session.cjs");
            Dictionary<string, string?> environment = new(StringComparer.Ordinal) { ["NODE_PATH"] = NodeTools.Modules };
            await CallAsync("node", [script, chromium, address, site.Folder.At("session.har")], environment);

            await site.AssertPassesAsync("import", "har", "session.har", "--out", "session", "--title", "Post and comment");

            await site.AssertUsableAsync("session");
        }

        string flow = await File.ReadAllTextAsync(site.Folder.At("session/flows/post-and-comment.flow.yaml"), TestContext.Current.CancellationToken);
        Assert.Contains("capture: { postId: $.id }", flow, StringComparison.Ordinal);
        Assert.Contains("DELETE {{ api }}/posts/{{ postId }}", flow, StringComparison.Ordinal);
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

    private static async Task CallAsync(string program, string[] arguments, Dictionary<string, string?>? environment = null)
    {
        ProcessResult result = await ChildProcess.RunAsync(program, arguments, TestContext.Current.CancellationToken, environment: environment);
        Assert.True(result.ExitCode == 0, $"{program} ended with {result.ExitCode}:\n{result.Output}\n{result.Error}");
    }

    private static async Task<(ChildProcess Server, string Address)> JsonServerAsync(ImportSite site)
    {
        int port = FreePorts.Take();
        ChildProcess server = ChildProcess.Start(NodeTools.Require("json-server"), ["--host", "127.0.0.1", "-p", port.ToString(CultureInfo.InvariantCulture), site.Folder.At("db.json")], site.Folder.Root);
        await server.WaitForLineAsync("Home", TestContext.Current.CancellationToken);
        return (server, $"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}");
    }

    private static async Task<(ChildProcess Server, string Address)> PrismAsync(ImportSite site, string description)
    {
        int port = FreePorts.Take();
        ChildProcess server = ChildProcess.Start(NodeTools.Require("prism"), ["mock", "-h", "127.0.0.1", "-p", port.ToString(CultureInfo.InvariantCulture), description], site.Folder.Root);
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
