using System.Text;
using Microsoft.Data.Sqlite;

namespace Seatrial.EndToEnd.Tests.Secrets;

/// <summary>Looks for planted secrets in all that a run left.</summary>
internal static class LeakSearch
{
    public static IEnumerable<string> Leaks(IEnumerable<Canary> canaries, List<(string Place, byte[] Bytes)> places) =>
        from canary in canaries
        from form in CanaryForms.Sought(canary.Core)
        from place in places
        let at = place.Bytes.AsSpan().IndexOf(form.Bytes)
        where at >= 0
        select $"canary {canary.Id} ({form.Form}) in {place.Place}: {Around(place.Bytes, at)}";

    /// <summary>A file as it is, and of a database also every value, since a file may have it in pieces.</summary>
    public static IEnumerable<(string Place, byte[] Bytes)> Contents(string folder, string file)
    {
        string place = Path.GetRelativePath(folder, file);
        yield return (place, File.ReadAllBytes(file));
        if (!file.EndsWith(".db", StringComparison.Ordinal))
        {
            yield break;
        }

        using SqliteConnection connection = new($"Data Source={file};Pooling=False");
        connection.Open();
        using MemoryStream rows = new();
        foreach (string table in Texts(connection, "select name from sqlite_master where type = 'table'"))
        {
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = $"select * from \"{table}\"";
            using SqliteDataReader reader = command.ExecuteReader();
            while (reader.Read())
            {
                for (int i = 0; i < reader.FieldCount; i++)
                {
                    rows.Write(reader.GetValue(i) is byte[] bytes ? bytes : Encoding.UTF8.GetBytes($"{reader.GetValue(i)}\n"));
                }
            }
        }

        yield return ($"{place}, rows", rows.ToArray());
    }

    private static List<string> Texts(SqliteConnection connection, string query)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = query;
        using SqliteDataReader reader = command.ExecuteReader();
        List<string> texts = [];
        while (reader.Read())
        {
            texts.Add(reader.GetString(0));
        }

        return texts;
    }

    private static string Around(byte[] bytes, int at)
    {
        int from = Math.Max(0, at - 60);
        return Encoding.UTF8.GetString(bytes, from, Math.Min(160, bytes.Length - from)).ReplaceLineEndings(" ");
    }
}
