using CsCheck;
using Seatrial.Project.Importing;
using Seatrial.TestKit;

namespace Seatrial.Project.Tests.Importing;

public sealed class PostmanImportTests
{
    private const string Collection = """
        {
          "info": { "name": "Shop", "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json" },
          "auth": { "type": "bearer", "bearer": [{ "key": "token", "value": "{{token}}" }] },
          "variable": [{ "key": "baseUrl", "value": "https://shop.example/api" }, { "key": "tenant", "value": "north" }, { "key": "apiKey", "value": "plantedApiKey" }],
          "item": [
            { "name": "Sign in", "item": [{
              "name": "Log in",
              "event": [{ "listen": "test", "script": { "exec": [
                "pm.test('ok', () => pm.response.to.have.status(200));",
                "const body = pm.response.json();",
                "pm.environment.set('token', body.access.token);",
                "console.log(body)" ] } }],
              "request": { "method": "POST", "auth": { "type": "noauth" }, "url": "{{baseUrl}}/login", "header": [{ "key": "X-Api-Key", "value": "{{apiKey}}" }],
                "body": { "mode": "raw", "raw": "{\"user\": \"ann\", \"password\": \"plantedPassword\", \"n\": {{$randomInt}}}", "options": { "raw": { "language": "json" } } } } }] },
            { "name": "Orders", "item": [
              { "name": "Create", "event": [{ "listen": "test", "script": { "exec": [
                "var jsonData = JSON.parse(responseBody);",
                "tests['created'] = responseCode.code === 201;",
                "pm.expect(jsonData.state).to.eql('pending');",
                "pm.expect(jsonData.lines).to.be.an('array');",
                "pm.expect(jsonData.lines.length).to.be.above(0);",
                "pm.expect(jsonData).to.have.property('id');",
                "pm.expect(pm.response.responseTime).to.be.below(900);",
                "postman.setEnvironmentVariable('orderId', jsonData.id);",
                "pm.expect(complicated(jsonData)).to.be.true;" ] } }],
                "request": { "method": "POST", "url": { "raw": "{{baseUrl}}/orders?tenant={{tenant}}&off=1", "query": [{ "key": "tenant", "value": "{{tenant}}" }, { "key": "off", "value": "1", "disabled": true }] },
                  "body": { "mode": "raw", "raw": "{\"key\": \"{{$guid}}\", \"sku\": \"A-1\"}" } } },
              { "name": "Read", "request": { "method": "GET", "url": { "raw": "{{baseUrl}}/orders/:id", "variable": [{ "key": "id", "value": "{{orderId}}" }] } }, "response": [{ "code": 200 }] },
              { "name": "Delete", "request": { "method": "DELETE", "url": "{{baseUrl}}/orders/{{orderId}}" } }] }]
        }
        """;

    private const string Generated = """
        {
          "info": { "name": "Pets", "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json" },
          "auth": { "type": "oauth2", "oauth2": [{ "key": "accessTokenUrl", "value": "https://id.example/token" }, { "key": "grant_type", "value": "client_credentials" }] },
          "variable": [{ "key": "baseUrl", "value": "https://pets.example" }],
          "item": [
            { "name": "pets", "item": [
              { "name": "Make a pet", "request": { "method": "POST", "url": "{{baseUrl}}/pets",
                  "header": [{ "key": "X-Api-Key", "value": "<string>" }],
                  "body": { "mode": "raw", "raw": "{\"name\":\"<string>\",\"age\":\"<integer>\",\"tags\":[\"<string>\",\"<string>\"],\"born\":\"<dateTime>\",\"tame\":\"<boolean>\",\"password\":\"<string>\",\"breed\":\"<string>\"}" } },
                "response": [{ "code": 201, "body": "{\"id\":\"<uuid>\",\"breed\":\"collie\"}" }, { "code": 400, "body": "{}" }] },
              { "name": "Never well", "request": { "method": "PATCH", "url": "{{baseUrl}}/pets" }, "response": [{ "code": 405 }] },
              { "name": "{petId}", "item": [
                { "name": "Read a pet", "request": { "method": "GET", "header": [{ "key": "Accept", "value": "application/xml" }],
                    "url": { "raw": "{{baseUrl}}/pets/:petId?fields=<string>&fields=<string>", "query": [{ "key": "fields", "value": "<string>" }, { "key": "fields", "value": "<string>" }], "variable": [{ "key": "petId", "value": "<uuid>" }] } },
                  "response": [{ "code": 200, "body": "{\"id\":\"<uuid>\",\"age\":7}" }] },
                { "name": "Remove a pet", "request": { "method": "DELETE", "url": { "raw": "{{baseUrl}}/pets/:petId", "variable": [{ "key": "petId", "value": "<uuid>" }] } }, "response": [{ "code": 204 }] }] },
              { "name": "Read a keeper", "request": { "method": "GET", "url": { "raw": "{{baseUrl}}/keepers/:keeperId", "variable": [{ "key": "keeperId", "value": "<long>" }] } } },
              { "name": "Make an order", "request": { "method": "POST", "url": "{{baseUrl}}/orders", "body": { "mode": "raw", "raw": "{\"id\":\"<long>\"}" } }, "response": [{ "code": 200, "body": "{\"id\":\"<long>\"}" }] },
              { "name": "Read an order", "request": { "method": "GET", "url": { "raw": "{{baseUrl}}/orders/:orderId", "variable": [{ "key": "orderId", "value": "<long>" }] } } }] }]
        }
        """;

    [Fact]
    public void A_collection_that_a_program_made_has_values_where_it_names_types() => Snapshot.Match(ImportText.All(ImportText.Of(ImportKind.Postman, Generated)));

    [Fact]
    public void A_collection_becomes_a_flow_a_folder()
    {
        string all = ImportText.All(ImportText.Of(ImportKind.Postman, Collection));

        Assert.DoesNotContain("planted", all, StringComparison.Ordinal);
        Snapshot.Match(all);
    }

    [Fact]
    public void Rejects_version_1() =>
        Assert.Contains("version 1", Assert.Throws<ImportException>(() => ImportText.Of(ImportKind.Postman, """{"name":"x","requests":[]}""")).Message, StringComparison.Ordinal);

    [Fact]
    public void Damaged_collections_end_in_flows_or_words() =>
        Gen.Select(Gen.Int[0, Collection.Length - 1], Gen.Int[0, 6], Pick.One("", "{{", "}}", "\"", "[", "null", "{", "\\u")).Array[1, 4].Sample(
            static cuts =>
            {
                string text = cuts.Aggregate(Collection, static (whole, cut) => cut.Item1 + cut.Item2 < whole.Length ? string.Concat(whole.AsSpan(0, cut.Item1), cut.Item3, whole.AsSpan(cut.Item1 + cut.Item2)) : whole);
                try
                {
                    ImportText.Of(ImportKind.Postman, text);
                }
                catch (ImportException exception)
                {
                    Assert.StartsWith("ST10", exception.Diagnostic.Code, StringComparison.Ordinal);
                }
            },
            iter: LongTests.Choose(1000, 50_000));
}
