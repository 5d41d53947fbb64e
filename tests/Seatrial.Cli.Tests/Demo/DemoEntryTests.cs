using System.Text;
using System.Text.Json;
using Seatrial.Cli.Demo;
using Seatrial.TestKit.Reporting;

namespace Seatrial.Cli.Tests.Demo;

public sealed class DemoEntryTests
{
    [Fact]
    public void Entry_of_a_defective_release_tells_all()
    {
        DemoEntry entry = new("2.2.0", SampleRun.RolledBack().Report);

        JsonElement json = Json(entry);

        Assert.Equal("2.2.0", json.GetProperty("release").GetString());
        Assert.Equal("d-42", json.GetProperty("deployment").GetString());
        Assert.Equal("failed", json.GetProperty("verdict").GetString());
        Assert.Equal("product", json.GetProperty("cause").GetString());
        Assert.Equal("catalog", json.GetProperty("suspect").GetString());
        Assert.Equal("rollback", json.GetProperty("remedy").GetString());
        Assert.True(json.GetProperty("remedyVerified").GetBoolean());
        Assert.Equal(3.47, json.GetProperty("detectSeconds").GetDouble());
        Assert.Equal(4.13, json.GetProperty("recoverSeconds").GetDouble());
        Assert.Equal(1, json.GetProperty("flows").GetProperty("failed").GetInt32());
    }

    [Fact]
    public void Story_is_right_only_when_the_culprit_is_named_and_the_rollback_verified()
    {
        DemoEntry entry = new("2.2.0", SampleRun.RolledBack().Report);

        Assert.Null(entry.WrongAsDefective("catalog", isShadow: false));
        Assert.Equal("The culprit is orders, and catalog was named.", entry.WrongAsDefective("orders", isShadow: false));
        Assert.Contains("yet a remedy was asked for", entry.WrongAsDefective("catalog", isShadow: true), StringComparison.Ordinal);
        Assert.Contains("was judged failed", entry.WrongAsSound(), StringComparison.Ordinal);
    }

    [Fact]
    public void Missed_defect_is_wrong()
    {
        DemoEntry entry = new("1.0.0", SampleRun.Passed().Report);

        Assert.Null(entry.WrongAsSound());
        Assert.StartsWith("The defect was not detected: passed.", entry.WrongAsDefective("catalog", isShadow: false), StringComparison.Ordinal);
    }

    private static JsonElement Json(DemoEntry entry)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream))
        {
            entry.Write(json);
        }

        return JsonDocument.Parse(Encoding.UTF8.GetString(stream.ToArray())).RootElement;
    }
}
