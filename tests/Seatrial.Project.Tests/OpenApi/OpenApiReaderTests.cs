using System.Text.Json;
using CsCheck;
using Seatrial.Core.Documents;
using Seatrial.Project.OpenApi;
using Seatrial.TestKit;

namespace Seatrial.Project.Tests.OpenApi;

public sealed class OpenApiReaderTests
{
    private const string Orders =
        """
        openapi: 3.0.3
        info: { title: Orders, version: 1.10 }
        servers: [{ url: 'https://{host}/v1', variables: { host: { default: shop.example } } }]
        paths:
          /orders/{id}:
            parameters: [{ name: id, in: path, required: true, schema: { type: integer } }]
            get:
              operationId: getOrder
              parameters: [{ $ref: 'shared.yaml#/parameters/Trace' }]
              responses:
                200:
                  description: it
                  content: { application/json: { schema: { $ref: '#/components/schemas/Order' } } }
                4XX: { description: no }
                default: { description: other }
          /orders/latest: { get: { operationId: latest, responses: {} } }
          /orders:
            post: { operationId: createOrder, requestBody: { required: true, content: { application/json: { schema: { $ref: 'shared.yaml#/schemas/Order' } } } }, responses: { '201': { description: made } } }
        components:
          schemas:
            Order:
              type: object
              required: [id, secret]
              properties: { id: { type: integer, readOnly: true }, secret: { type: string, writeOnly: true }, note: { type: string, nullable: true } }
        """;

    private const string Shared =
        """
        parameters: { Trace: { name: X-Trace, in: header, schema: { type: string } } }
        schemas: { Order: { $ref: 'api.yaml#/components/schemas/Order' } }
        """;

    [Fact]
    public void Read_FilesThatReferToEachOther_ResolvesAll()
    {
        OpenApiDocument document = Read(Orders, out List<Diagnostic> found)!;

        Assert.Empty(found);
        Assert.Equal(["api.yaml", "shared.yaml"], document.Files);
        Assert.Equal(["https://shop.example/v1"], document.Servers);
        Assert.Equal(["/v1"], document.ServerPaths);
        OpenApiOperation get = document.Find("getOrder")!;
        Assert.Equal([("id", "path", true), ("X-Trace", "header", false)], get.Parameters.Select(p => (p.Name, p.In, p.IsRequired)));
        Assert.Equal("shared.yaml", get.Parameters[1].Span.File);
        Assert.Equal(["integer"], get.Parameters[0].Schema!.Types);
        Assert.Equal(("200", "4XX", "default"), (get.Response(200)!.Status, get.Response(404)!.Status, get.Response(302)!.Status));
        Assert.Null(document.Find("createOrder")!.Response(404));
        Assert.Equal(7, get.Span.Line);
    }

    [Theory]
    [InlineData("GET", "/orders/12", "getOrder")]
    [InlineData("GET", "/orders/latest", "latest")]
    [InlineData("POST", "/orders", "createOrder")]
    [InlineData("GET", "/orders/1/2", null)]
    [InlineData("PUT", "/orders", null)]
    public void Match_MethodAndPath_PrefersWhatIsWrittenOut(string method, string path, string? expected) =>
        Assert.Equal(expected, Read(Orders, out _)!.Match(method, path)?.Id);

    [Fact]
    public void Schema_ReadOnlyAndWriteOnly_DependOnTheWay()
    {
        OpenApiDocument document = Read(Orders, out _)!;
        OpenApiSchema sent = document.Find("createOrder")!.RequestBody!.Content[0].Schema!;
        OpenApiSchema answered = document.Find("getOrder")!.Response(200)!.Content[0].Schema!;

        Assert.True(sent.ForRequest.Evaluate(Json("""{ "secret": "s", "note": null }""")).IsValid);
        Assert.False(sent.ForRequest.Evaluate(Json("""{ "id": 1 }""")).IsValid);
        Assert.True(answered.ForResponse.Evaluate(Json("""{ "id": 1 }""")).IsValid);
        Assert.False(answered.ForResponse.Evaluate(Json("""{ "id": 1, "secret": "s" }""")).IsValid);
        Assert.False(answered.ForResponse.Evaluate(Json("""{ }""")).IsValid);
        Assert.Equal(["integer"], sent.Property("id")!.Types);
    }

    [Theory]
    [InlineData("{ \"openapi\": \"3.1.0\", ", "api.json", "ST1000")]
    [InlineData("openapi: 3.1.0\npaths: [", "api.yaml", "ST0100")]
    [InlineData("swagger: '2.0'\npaths: {}", "api.yaml", "ST1001")]
    [InlineData("openapi: 4.0.0\npaths: {}", "api.yaml", "ST1001")]
    [InlineData("openapi: 3.1.0\npaths: { /a: { $ref: '#/nowhere' } }", "api.yaml", "ST1002")]
    [InlineData("openapi: 3.1.0\npaths: { /a: { get: { parameters: [ { $ref: 'https://x.example/p.yaml' } ] } } }", "api.yaml", "ST1002")]
    [InlineData("openapi: 3.1.0\npaths: { /a: { get: { parameters: [ { $ref: '#/a' } ] } } }\na: { $ref: '#/a' }", "api.yaml", "ST1002")]
    [InlineData("openapi: 3.1.0\npaths: { /a: { get: { operationId: x }, put: { operationId: x } } }", "api.yaml", "ST1003")]
    [InlineData("openapi: 3.1.0\npaths: { /a: { get: { parameters: [ { name: x } ] } } }", "api.yaml", "ST1004")]
    public void Read_WhatIsBroken_SaysWhere(string text, string file, string code)
    {
        List<Diagnostic> found = [];

        OpenApiReader.Read(file, path => path == file ? text : null, found.Add);

        Diagnostic told = Assert.Single(found);
        Assert.Equal(code, told.Code);
        Assert.True(told.Span.Line >= 1);
    }

    [Fact]
    public void Read_AnyText_NeverThrows() =>
        Gen.Select(Gen.Int[0, Orders.Length - 1], Gen.Int[0, 40], Gen.String[0, 12], Gen.Bool).Sample((at, length, put, isJson) =>
        {
            string text = string.Concat(Orders.AsSpan(0, at), put, Orders.AsSpan(Math.Min(Orders.Length, at + length)));
            string file = isJson ? "api.json" : "api.yaml";
            OpenApiDocument? document = OpenApiReader.Read(file, path => path == file ? text : path == "shared.yaml" ? Shared : null, static _ => { });
            document?.Match("GET", "/orders/1");
        });

    [Fact]
    public void Read_PublicDescriptions_FindsOperations()
    {
        string folder = SharedData.Require("arazzo/1.0.0");
        foreach (string path in Directory.EnumerateFiles(folder, "*openapi.yaml"))
        {
            List<Diagnostic> found = [];
            OpenApiDocument document = OpenApiReader.Read(Path.GetFileName(path), name => File.Exists(Path.Combine(folder, name)) ? File.ReadAllText(Path.Combine(folder, name)) : null, found.Add)!;

            Assert.Empty(found);
            Assert.NotEmpty(document.Operations);
            Assert.All(document.Operations.SelectMany(o => o.Responses).SelectMany(r => r.Content).Select(c => c.Schema).OfType<OpenApiSchema>(), s => Assert.NotNull(s.ForResponse));
        }
    }

    private static OpenApiDocument? Read(string text, out List<Diagnostic> found)
    {
        List<Diagnostic> all = [];
        OpenApiDocument? document = OpenApiReader.Read("api.yaml", path => path switch { "api.yaml" => text, "shared.yaml" => Shared, _ => null }, all.Add);
        found = all;
        return document;
    }

    private static JsonElement Json(string text) => JsonElement.Parse(text);
}
