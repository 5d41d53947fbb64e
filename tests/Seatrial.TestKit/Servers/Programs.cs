namespace Seatrial.TestKit.Servers;

/// <summary>Finds programs, also where packages put those that are not for everybody's path.</summary>
internal static class Programs
{
    public static bool IsRoot => Environment.UserName == "root";

    /// <summary>The full path, or null.</summary>
    public static string? Find(string name) => Folders().Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    private static IEnumerable<string> Folders()
    {
        // The wrapper on the path starts RabbitMQ as another user, and postgres is not on it at all.
        yield return "/usr/lib/rabbitmq/bin";
        const string Postgres = "/usr/lib/postgresql";
        foreach (var version in (Directory.Exists(Postgres) ? Directory.GetDirectories(Postgres) : []).OrderDescending(StringComparer.Ordinal))
        {
            yield return Path.Combine(version, "bin");
        }

        // Where ./test installs what npm has.
        yield return TestPaths.InRepository("artifacts", "npm", "node_modules", ".bin");
        foreach (var folder in (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
        {
            yield return folder;
        }

        yield return "/usr/sbin";
        yield return "/usr/local/sbin";
        yield return "/opt/homebrew/bin";
    }
}
