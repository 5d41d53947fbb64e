using System.Globalization;

namespace Seatrial.TestKit.Servers;

/// <summary>How databases are started: everything in a folder of their own, on a port of their own.</summary>
internal static class Databases
{
    private const string User = "seatrial";
    private const string Password = "of-the-tests";

    public static async Task<RealServer> StartPostgresAsync(string program)
    {
        TempFolder folder = new("seatrial-postgres-");
        var port = FreePorts.Take().ToString(CultureInfo.InvariantCulture);
        var passwordFile = folder.Write("password", Password);
        await AllowAsync(folder, "postgres");
        await RunAsync([.. As("postgres"), Path.Combine(Path.GetDirectoryName(program)!, "initdb"), "-D", folder.At("data"), "-U", User, "--pwfile", passwordFile, "-A", "scram-sha-256", "-E", "UTF8", "--locale", "C.UTF-8", "--no-sync"]);
        return await RealServer.StartAsync(
            $"postgres://{User}:{Password}@127.0.0.1:{port}/postgres",
            folder,
            "INT",
            "ready to accept connections",
            [.. As("postgres"), program, "-D", folder.At("data"), "-p", port, "-k", folder.Root, "-h", "127.0.0.1", "-c", "fsync=off", "-c", "shared_buffers=16MB"]);
    }

    public static async Task<RealServer> StartMariaDbAsync(string program)
    {
        TempFolder folder = new("seatrial-mariadb-");
        var port = FreePorts.Take().ToString(CultureInfo.InvariantCulture);
        var start = folder.Write("start.sql", $"CREATE DATABASE seatrial;\nCREATE USER '{User}'@'127.0.0.1' IDENTIFIED BY '{Password}';\nGRANT ALL ON *.* TO '{User}'@'127.0.0.1';\n");
        await AllowAsync(folder, "mysql");
        string[] own = [$"--user={(Programs.IsRoot ? "mysql" : Environment.UserName)}", $"--datadir={folder.At("data")}"];
        await RunAsync(["mariadb-install-db", "--no-defaults", "--auth-root-authentication-method=normal", "--skip-test-db", .. own]);
        return await RealServer.StartAsync(
            $"mysql://{User}:{Password}@127.0.0.1:{port}/seatrial",
            folder,
            "TERM",
            "ready for connections",
            [program, "--no-defaults", .. own, $"--port={port}", "--bind-address=127.0.0.1", $"--socket={folder.At("s")}", $"--pid-file={folder.At("pid")}", $"--init-file={start}", "--innodb-buffer-pool-size=16M", "--innodb-flush-log-at-trx-commit=0", "--skip-name-resolve"]);
    }

    /// <summary>Databases refuse to run as root.</summary>
    private static string[] As(string user) => Programs.IsRoot ? ["setpriv", $"--reuid={user}", $"--regid={user}", "--init-groups"] : [];

    private static async Task AllowAsync(TempFolder folder, string user)
    {
        if (Programs.IsRoot)
        {
            await RunAsync(["chown", "-R", $"{user}:{user}", folder.Root]);
        }
    }

    private static async Task RunAsync(string[] command)
    {
        var result = await ChildProcess.RunAsync(command[0], command[1..], CancellationToken.None, "/tmp", within: TimeSpan.FromMinutes(2));
        if (result.ExitCode != 0)
        {
            throw new InvalidOperationException($"{string.Join(' ', command)} ended with {result.ExitCode}:\n{result.Output}\n{result.Error}");
        }
    }
}
