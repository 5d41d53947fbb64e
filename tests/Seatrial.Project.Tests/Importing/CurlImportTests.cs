using CsCheck;
using Seatrial.Project.Importing;
using Seatrial.TestKit;

namespace Seatrial.Project.Tests.Importing;

public sealed class CurlImportTests
{
    [Fact]
    public void Commands_become_steps()
    {
        const string Commands = """
            # as a browser copies them
            curl 'https://orders.staging.example/orders' \
              -H 'accept: application/json' -H 'sec-fetch-mode: cors' -H 'x-tenant: north' \
              -H 'authorization: Bearer planted.Bearer.Token99' \
              --data-raw $'{"note":"it\'s new \u00e9","password":"plantedPassword"}' -H 'content-type: application/json' --compressed
            curl -sSG https://orders.staging.example/orders -d state=open --data-urlencode 'q=a b&c'
            curl -XPUT -u bob:plantedBasic1 https://orders.staging.example/profile -d name=Bob -d "city=New York" -b 'sid=plantedSid01; theme=dark' -k
            curl https://orders.staging.example/photos -F title=View -F 'photo=@view.png' && echo done
            curl --json '{"a":1}' --url=https://catalog.staging.example/items
            """;

        string all = ImportText.All(ImportText.Of(ImportKind.Curl, Commands));

        Assert.DoesNotContain("planted", all, StringComparison.Ordinal);
        Snapshot.Match(all);
    }

    [Theory]
    [InlineData("curl 'http://x.example")]
    [InlineData("curl \"http://x.example")]
    [InlineData("curl $'http://x.example")]
    [InlineData("curl -X")]
    [InlineData("curl -s -k")]
    public void Rejects_a_command_that_no_shell_would_take(string text) =>
        Assert.Equal("ST1053", Assert.Throws<ImportException>(() => ImportText.Of(ImportKind.Curl, text)).Diagnostic.Code);

    [Fact]
    public void Random_commands_end_in_flows_or_words() =>
        Pick.One("curl ", "-X ", "-H ", "-d ", "'", "\"", "$'", "\\", "\n", " ", "http://x.example/a ", "a=b", "@f", "-u ", "-F ", "\\u00e", "\\xZ", "--json ", "&", "{{", "}}", "-", "--", ";", "#").Array[0, 14].Sample(
            static parts =>
            {
                try
                {
                    ImportText.Of(ImportKind.Curl, string.Concat(parts));
                }
                catch (ImportException exception)
                {
                    Assert.StartsWith("ST10", exception.Diagnostic.Code, StringComparison.Ordinal);
                }
            },
            iter: LongTests.Choose(2000, 200_000));
}
