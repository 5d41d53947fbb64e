using System.Text.Json;
using Seatrial.Project.JsonSchema;

namespace Seatrial.Project.Tests.JsonSchema;

public sealed class FormatTests
{
    [Theory]
    [InlineData("date-time", "2024-02-29T23:59:60Z¦1963-06-19T08:30:06.283185z¦0000-02-29T00:00:00-00:00", "2023-02-29T00:00:00Z¦2024-01-01 00:00:00Z¦2024-01-01T00:00:00¦2024-01-01T22:59:60Z¦2024-01-01T00:00:00+24:00¦২024-01-01T00:00:00Z")]
    [InlineData("date", "2024-02-29¦0000-12-31", "2024-2-29¦2024-13-01¦2024-04-31¦20240101¦2024-01-01Z¦2023-02-29")]
    [InlineData("time", "08:30:06Z¦01:29:60+01:30¦23:29:60+23:30¦00:29:60-23:30¦12:00:00.5-08:00", "24:00:00Z¦08:30:06¦23:59:60+01:00¦12:00:00.Z¦12:00:00+0100¦12:00:00Z+00:30¦8:30:06Z")]
    [InlineData("duration", "P4DT12H30M5S¦P2W¦PT36H¦P1Y2M¦PT1M2S", "P¦PT¦P1YT¦P1Y2W¦P2D1Y¦PT1H2S¦P1Y2D¦PT0.5S¦P1¦p1d")]
    [InlineData("email", "a@b¦te~st@example.com¦\"joe@b\"@x.y¦a@[127.0.0.1]¦a@[IPv6:::1]", "a¦a@¦@b¦.a@b.c¦a..b@c¦a b@c¦a@b_c¦a@[127.0.0.300]¦a@b@c¦\"a\"b@c¦é@b.c")]
    [InlineData("hostname", "www.example.com¦xn--4gbwdl.xn--wgbh1c¦a", "-a¦a-¦a_b¦a..b¦a.¦¦xn--X")]
    [InlineData("ipv4", "127.0.0.1¦255.255.255.255¦0.0.0.0", "256.0.0.1¦1.2.3¦01.2.3.4¦1.2.3.4.5¦1.2.3.4/8¦0x7f.0.0.1¦১.2.3.4")]
    [InlineData("ipv6", "::¦::1¦1:2:3:4:5:6:7:8¦::ffff:192.168.0.1¦1:2:3:4:5:6:1.2.3.4¦d6::", "12345::¦1::2::3¦:1:2:3:4:5:6:7¦1:2:3:4:5:6:7¦fe80::%eth0¦1:2:3:4:5:6:7:1.2.3.4¦1.2.3.4¦:::¦::1 ")]
    [InlineData("uri", "http://a.b/?x=y#z¦urn:oasis:x¦ldap://[2001:db8::7]/c=GB?o¦http://-.~_!$&'()*+,;=:%40:80%2f::@e¦http://a.com:¦http://:80¦mailto:a@b", "//a.b¦/abc¦abc¦http:// a¦bar,baz:foo¦https://[@e.org/¦http://e/%6G¦http://a:b/¦http://e/®¦http://e/\\\\¦1http://a¦http://a.com:8:0¦http://[::1")]
    [InlineData("uri-reference", "//a.b¦/abc¦abc¦#f¦?q¦¦a/b:c", "\\\\\\\\W¦#a\\\\¦:a¦1:b¦a b¦a{b}")]
    [InlineData("iri", "http://ƒøø.ßår/?∂éœ=πîx#πîüx", "abc¦http://ƒ b")]
    [InlineData("uuid", "2eb8aa08-aa98-11ea-b4aa-73b441d16380¦00000000-0000-0000-0000-000000000000¦2EB8AA08-AA98-11EA-B4AA-73B441D16380", "2eb8aa08-aa98-11ea-b4aa-73b441d1638¦2eb8aa08aa9811eab4aa73b441d16380¦{2eb8aa08-aa98-11ea-b4aa-73b441d1638}¦2eb8-aa08-aa98-11ea-b4aa73b44-1d16380")]
    [InlineData("json-pointer", "¦/¦/a~0b/~1/0", "a¦/~¦/~2¦#/a")]
    [InlineData("relative-json-pointer", "0¦1/a¦2#¦0-1/a¦10+2", "/a¦-1/a¦01/a¦0##¦1a¦")]
    [InlineData("regex", "^a(b|c)*$¦\\\\p{Letter}+¦(?<x>a)\\\\k<x>¦[]¦a{,2}", "^(abc]¦\\\\a¦a{2,1}¦*¦(?i)a¦\\\\Z¦[b-a]¦(a))")]
    [InlineData("uri-template", "http://e/{a}/{+b:3,c*}{?d.e}¦x", "http://e/{a¦{}¦{a:0}¦}¦{a b}")]
    [InlineData("no-such-format", "anything", null)]
    public void Format_WhenAsserted_TellsThemApart(string format, string valid, string? invalid)
    {
        Schema asserted = Schema.Compile(JsonElement.Parse($$"""{"format":"{{format}}"}"""), new() { AssertFormats = true });
        Schema annotated = Schema.Compile(JsonElement.Parse($$"""{"format":"{{format}}"}"""));

        Assert.All(valid.Split('¦'), v => Assert.True(asserted.Evaluate(Text(v)).IsValid, v));
        Assert.All(invalid?.Split('¦') ?? [], i => Assert.False(asserted.Evaluate(Text(i)).IsValid, i));
        Assert.True(annotated.Evaluate(Text(invalid?.Split('¦')[0] ?? "a")).IsValid);
        Assert.True(asserted.Evaluate(JsonElement.Parse("12")).IsValid);
    }

    [Theory]
    [InlineData("^abc$", "abc\\n", false)]
    [InlineData("^\\\\cC$", "\\u0003", true)]
    [InlineData("^\\\\d$", "\\u07c0", false)]
    [InlineData("^\\\\D$", "\\u07c0", true)]
    [InlineData("^\\\\w$", "é", false)]
    [InlineData("^\\\\W$", "😀", true)]
    [InlineData("^\\\\s$", "\\ufeff", true)]
    [InlineData("^\\\\S$", "\\u2029", false)]
    [InlineData("^.$", "😀", true)]
    [InlineData("^.$", "\\u2028", false)]
    [InlineData("^[^a]$", "😀", true)]
    [InlineData("^[😀-😂]+$", "😁", true)]
    [InlineData("^\\\\u{1F600}$", "😀", true)]
    [InlineData("^\\\\uD83D\\\\uDE00$", "😀", true)]
    [InlineData("^[\\\\d\\\\-x]+$", "1-x", true)]
    [InlineData("^[\\\\S\\\\s]$", "😀", true)]
    [InlineData("\\\\bcole\\\\b", "école", true)]
    [InlineData("^\\\\p{digit}+$", "৪২", true)]
    [InlineData("^(?:(a)|b)\\\\1$", "b", true)]
    [InlineData("^(?<x>a)(b)\\\\2\\\\k<x>$", "abba", true)]
    [InlineData("^a{,2}$", "a{,2}", true)]
    [InlineData("^\\\\/\\\\-\\\\@$", "/-@", true)]
    [InlineData("^[]$", "", false)]
    [InlineData("^[^]$", "\\n", true)]
    public void Pattern_IsThatOfEcma262(string pattern, string text, bool matches) =>
        Assert.Equal(matches, Schema.Compile(JsonElement.Parse($$"""{"pattern":"{{pattern}}"}""")).Evaluate(Text(text)).IsValid);

    [Fact]
    public void Format_VocabularyThatAsserts_IsHonoured()
    {
        JsonElement metaschema = JsonElement.Parse("""{"$vocabulary":{"https://json-schema.org/draft/2020-12/vocab/core":true,"https://json-schema.org/draft/2020-12/vocab/format-assertion":true}}""");
        Schema schema = Schema.Compile(
            JsonElement.Parse("""{"$schema":"https://x.example/strict","format":"ipv4","minLength":100}"""),
            new() { Find = address => address == "https://x.example/strict" ? metaschema : null });

        Assert.False(schema.Evaluate(Text("x")).IsValid);
        Assert.True(schema.Evaluate(Text("1.2.3.4")).IsValid);
    }

    [Fact]
    public void Vocabulary_UnknownAndRequired_IsRefused() =>
        Assert.Contains(
            "requires the vocabulary \"https://x.example/v\"",
            Assert.Throws<JsonSchemaException>(() => Schema.Compile(
                JsonElement.Parse("""{"$schema":"https://x.example/s"}"""),
                new() { Find = _ => JsonElement.Parse("""{"$vocabulary":{"https://x.example/v":true}}""") })).Message,
            StringComparison.Ordinal);

    private static JsonElement Text(string escaped) => JsonElement.Parse($"\"{escaped.Replace("\"", "\\\"", StringComparison.Ordinal)}\"");
}
