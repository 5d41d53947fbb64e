using System.Text.Json;
using CsCheck;
using Seatrial.Project.Importing;
using Seatrial.TestKit;

namespace Seatrial.Project.Tests.Importing;

public sealed class HarImportTests
{
    [Fact]
    public void A_session_becomes_a_journey()
    {
        string har = Har(
            Entry("GET", "https://shop.example/", 200, "<html>", type: "text/html", kind: "document"),
            Entry("GET", "https://shop.example/app.js", 200, "x", type: "application/javascript"),
            Entry("GET", "https://www.google-analytics.com/collect?v=1", 204, null),
            Entry("OPTIONS", "https://shop.example/api/login", 204, null, kind: "preflight"),
            Entry("POST", "https://shop.example/api/login", 200, """{"token":"plantedTokenA1b2C3d4E5f6G7","user":{"id":7,"name":"Ann"}}""", """{"user":"ann","password":"planted-password"}""", answerHeaders: [("Set-Cookie", "sid=plantedSession99; Path=/")]),
            Entry("POST", "https://shop.example/api/orders", 201, """{"id":41,"state":"pending","createdAt":"2026-11-23T07:30:00Z","total":12.5}""", """{"sku":"BOOK-1","quantity":1}""", [("Authorization", "Bearer plantedTokenA1b2C3d4E5f6G7"), ("Cookie", "sid=plantedSession99; _ga=GA1.2")]),
            Entry("GET", "https://shop.example/api/orders/41", 200, """{"id":41,"state":"pending"}""", null, [("Authorization", "Bearer plantedTokenA1b2C3d4E5f6G7")]),
            Entry("GET", "https://shop.example/api/orders/41", 200, """{"id":41,"state":"paid","sku":"BOOK-1"}""", null, [("Authorization", "Bearer plantedTokenA1b2C3d4E5f6G7")]),
            Entry("DELETE", "https://shop.example/api/orders/41?key=plantedApiKey7", 204, null, null, [("Authorization", "Bearer plantedTokenA1b2C3d4E5f6G7")]));

        string all = ImportText.All(ImportText.Of(ImportKind.Har, har));

        Assert.DoesNotContain("planted", all, StringComparison.Ordinal);
        Snapshot.Match(all);
    }

    [Fact]
    public void Short_and_common_values_are_not_correlated()
    {
        string har = Har(
            Entry("GET", "http://shop.example/settings", 200, """{"page":1,"state":"open","limit":20,"currency":"EUR"}"""),
            Entry("GET", "http://shop.example/orders?page=1&state=open&limit=20&currency=EUR", 200, "[]"));

        ImportedFlow flow = Assert.Single(ImportText.Of(ImportKind.Har, har).Flows);

        Assert.Equal(0, flow.Captures);
    }

    [Fact]
    public void Only_an_item_of_a_list_that_people_can_name_is_looked_for_by_name()
    {
        string har = Har(
            Entry("GET", "http://shop.example/items", 200, """{"items":[{"id":"a1b2c3d4e5","name":"Rope"},{"id":"f6g7h8i9j0","name":"Anchor"}]}"""),
            Entry("GET", "http://shop.example/items/f6g7h8i9j0", 200, """{"id":"f6g7h8i9j0"}"""));

        string text = Assert.Single(ImportText.Of(ImportKind.Har, har).Flows).Text;

        Assert.Contains("itemId: '$.items[?@.name == ''Anchor''].id'", text, StringComparison.Ordinal);
        Assert.Contains("GET {{ shop }}/items/{{ itemId }}", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no json")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"log":{"entries":{}}}""")]
    public void Rejects_what_is_no_archive(string text) => Assert.Equal("ST1050", Assert.Throws<ImportException>(() => ImportText.Of(ImportKind.Har, text)).Diagnostic.Code);

    [Fact]
    public void Rejects_an_archive_of_nothing() =>
        Assert.Equal("ST1052", Assert.Throws<ImportException>(() => ImportText.Of(ImportKind.Har, Har(Entry("GET", "https://x.example/a.png", 200, null, type: "image/png")))).Diagnostic.Code);

    [Fact]
    public void Rejects_what_is_nested_without_end() =>
        Assert.Equal("ST1050", Assert.Throws<ImportException>(() => ImportText.Of(ImportKind.Har, string.Concat(Enumerable.Repeat("{\"log\":", 100_000)))).Diagnostic.Code);

    [Fact]
    public void Whatever_is_in_it_what_is_written_can_be_read()
    {
        Gen<string> wild = Gen.OneOf(Gen.String[0, 12], Gen.String[Gen.Char["{}\"'\\ :#-?&=/\n\t|>*%$@!,[]äé\u2028\uFEFF"], 0, 10], Pick.One("{{ x }}", "null", "true", "1.10", "~", "a: b", "a #b", "- a", "..", "%2e%2e"));
        Gen<(string Method, string Path, string Name, string Value, string Answer)> one = Gen.Select(Pick.One("GET", "POST", "PUT", "DELETE"), wild, wild, wild, wild);
        one.Array[1, 5].Sample(
            entries =>
            {
                string har = Har([.. entries.Select(e => Entry(e.Method, $"http://x.example/{e.Path}", 200, JsonSerializer.Serialize(new Dictionary<string, object> { [e.Name] = e.Answer, ["id"] = e.Value, ["list"] = new[] { e.Name, e.Value } }), JsonSerializer.Serialize(new Dictionary<string, string> { [e.Name] = e.Value }), [("X-Own", e.Value)]))]);
                try
                {
                    Assert.NotEmpty(ImportText.Of(ImportKind.Har, har).Flows);
                }
                catch (ImportException exception)
                {
                    Assert.StartsWith("ST10", exception.Diagnostic.Code, StringComparison.Ordinal);
                }
            },
            iter: LongTests.Choose(300, 20_000));
    }

    [Fact]
    public void Random_text_is_refused_in_words() => Gen.String[Gen.Char["{}[]\":,log entrisquh"], 0, 60].Sample(
        static text => Assert.StartsWith("ST10", Assert.Throws<ImportException>(() => ImportText.Of(ImportKind.Har, text)).Diagnostic.Code, StringComparison.Ordinal),
        iter: LongTests.Choose(500, 50_000));

    private static string Har(params object[] entries) => JsonSerializer.Serialize(new { log = new { version = "1.2", entries } });

    private static object Entry(
        string method,
        string url,
        int status,
        string? answer,
        string? body = null,
        (string Name, string Value)[]? headers = null,
        string type = "application/json",
        string? kind = null,
        (string Name, string Value)[]? answerHeaders = null) => new
        {
            _resourceType = kind,
            request = new
            {
                method,
                url,
                headers = Fields([("User-Agent", "Mozilla/5.0"), ("sec-ch-ua", "x"), .. headers ?? []]),
                postData = body is null ? null : new { mimeType = "application/json", text = body },
            },
            response = new { status, headers = Fields([("content-type", type), .. answerHeaders ?? []]), content = new { mimeType = type, text = answer } },
        };

    private static object[] Fields(IEnumerable<(string Name, string Value)> fields) => [.. fields.Select(static f => new { name = f.Name, value = f.Value })];
}
