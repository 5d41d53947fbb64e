using System.Reflection;

namespace Shop.ServiceDefaults.Storage;

/// <summary>Brings the database to the shape this build knows, before the service answers its first request.</summary>
internal static class Migrator
{
    private const string Prefix = "Migrations/";

    public static void Migrate(Database database, params ReadOnlySpan<Assembly> assemblies)
    {
        using var session = database.Write();
        session.Execute("CREATE TABLE IF NOT EXISTS schema_migrations (name TEXT PRIMARY KEY) WITHOUT ROWID");
        var applied = session.Query("SELECT name FROM schema_migrations", row => row.GetString(0));
        foreach (var assembly in assemblies)
        {
            foreach (var name in Names(assembly).Except(applied, StringComparer.Ordinal))
            {
                session.Execute(Read(assembly, name));
                session.Execute("INSERT INTO schema_migrations (name) VALUES ($name)", ("$name", name));
            }
        }

        session.Commit();
    }

    private static IEnumerable<string> Names(Assembly assembly) => assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
        .Order(StringComparer.Ordinal);

    private static string Read(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The migration {name} is not in {assembly.GetName().Name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
