using System.Globalization;

namespace Seatrial.TestKit.Servers;

/// <summary>How brokers are started: everything in a folder of their own, on ports of their own.</summary>
internal static class Brokers
{
    private const string User = "seatrial";
    private const string Password = "of-the-tests";

    public static Task<RealServer> StartRedisAsync(string program)
    {
        TempFolder folder = new("seatrial-redis-");
        var port = FreePorts.Take().ToString(CultureInfo.InvariantCulture);
        return RealServer.StartAsync(
            $"redis://{User}:{Password}@127.0.0.1:{port}",
            folder,
            "TERM",
            "Ready to accept connections",
            [program, "--port", port, "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", folder.Root, "--user", User, "on", ">" + Password, "~*", "&*", "+@all", "--user", "default", "off"]);
    }

    public static async Task<RealServer> StartRabbitMqAsync(string program)
    {
        TempFolder folder = new("seatrial-rabbitmq-");
        var ports = FreePorts.Take(3).Select(port => port.ToString(CultureInfo.InvariantCulture)).ToList();
        Dictionary<string, string?> environment = new(StringComparer.Ordinal)
        {
            ["HOME"] = folder.Root,
            ["RABBITMQ_NODENAME"] = $"seatrial{ports[0]}@localhost",
            ["RABBITMQ_NODE_IP_ADDRESS"] = "127.0.0.1",
            ["RABBITMQ_NODE_PORT"] = ports[0],
            ["RABBITMQ_DIST_PORT"] = ports[1],
            ["ERL_EPMD_PORT"] = ports[2],
            ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
            ["RABBITMQ_MNESIA_BASE"] = folder.At("mnesia"),
            ["RABBITMQ_LOG_BASE"] = folder.At("log"),
            ["RABBITMQ_LOGS"] = "-",
            ["RABBITMQ_ENABLED_PLUGINS_FILE"] = folder.Write("plugins", "[].\n"),
            ["RABBITMQ_CONFIG_FILE"] = folder.Write("rabbitmq.conf", $"default_user = {User}\ndefault_pass = {Password}\nloopback_users = none\nauth_backends.1 = internal\n"),
            ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "+S 1:1 +sbwt none",
        };
        return await RealServer.StartAsync(
            $"amqp://{User}:{Password}@127.0.0.1:{ports[0]}/",
            folder,
            "TERM",
            "completed with",
            [program],
            environment,
            async () => await ChildProcess.RunAsync("epmd", ["-kill"], CancellationToken.None, "/tmp", environment));
    }

    public static async Task<RealServer> StartMosquittoAsync(string program)
    {
        TempFolder folder = new("seatrial-mosquitto-");
        var port = FreePorts.Take().ToString(CultureInfo.InvariantCulture);
        var passwords = folder.Write("passwords", string.Empty);
        await ChildProcess.RunAsync("mosquitto_passwd", ["-b", passwords, User, Password], CancellationToken.None, folder.Root);
        var configuration = folder.Write("mosquitto.conf", $"""
            listener {port} 127.0.0.1
            allow_anonymous false
            password_file {passwords}
            user {Environment.UserName}
            log_dest stderr
            persistence false

            """);
        return await RealServer.StartAsync($"mqtt://{User}:{Password}@127.0.0.1:{port}", folder, "TERM", "running", [program, "-c", configuration]);
    }
}
