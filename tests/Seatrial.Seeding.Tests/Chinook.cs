using Seatrial.TestKit;

namespace Seatrial.Seeding.Tests;

/// <summary>A shop for music: https://github.com/lerocha/chinook-database.</summary>
internal static class Chinook
{
    /// <summary>All of its statements, or those that make no rows.</summary>
    public static string Sql(bool withRows)
    {
        string all = File.ReadAllText(SharedData.Require("databases/chinook.sql"));
        string sql = all[all.IndexOf("CREATE TABLE album", StringComparison.Ordinal)..];
        return withRows ? sql : string.Join('\n', sql.Split(";\n").Where(static s => !s.Contains("INSERT INTO", StringComparison.Ordinal)).Select(static s => s + ";"));
    }
}
