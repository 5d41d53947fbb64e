namespace Seatrial.TestKit.Servers;

/// <summary>A kind of server, and how it is started for tests.</summary>
public sealed class ServerKind
{
    private readonly Func<string, Task<RealServer>> _start;

    private ServerKind(string name, string package, string program, Func<string, Task<RealServer>> start)
    {
        Name = name;
        Package = package;
        Program = program;
        _start = start;
    }

    /// <summary>PostgreSQL; its address begins with <c>postgres://</c>.</summary>
    public static ServerKind Postgres { get; } = new("PostgreSQL", "postgresql", "postgres", Databases.StartPostgresAsync);

    /// <summary>MariaDB; its address begins with <c>mysql://</c>.</summary>
    public static ServerKind MariaDb { get; } = new("MariaDB", "mariadb-server", "mariadbd", Databases.StartMariaDbAsync);

    /// <summary>Redis; its address begins with <c>redis://</c>.</summary>
    public static ServerKind Redis { get; } = new("Redis", "redis-server", "redis-server", Brokers.StartRedisAsync);

    /// <summary>RabbitMQ; its address begins with <c>amqp://</c>.</summary>
    public static ServerKind RabbitMq { get; } = new("RabbitMQ", "rabbitmq-server", "rabbitmq-server", Brokers.StartRabbitMqAsync);

    /// <summary>Mosquitto; its address begins with <c>mqtt://</c>.</summary>
    public static ServerKind Mosquitto { get; } = new("Mosquitto", "mosquitto", "mosquitto", Brokers.StartMosquittoAsync);

    /// <summary>Dovecot; its address begins with <c>imap://</c>, its second with <c>imaps://</c>.</summary>
    public static ServerKind Dovecot { get; } = new("Dovecot", "dovecot-imapd", "dovecot", MailServers.StartDovecotAsync);

    /// <summary>MailDev; its address begins with <c>http://</c>, its second with <c>smtp://</c>.</summary>
    public static ServerKind MailDev { get; } = new("MailDev", "maildev, with npm", "maildev", MailServers.StartMailDevAsync);

    /// <summary>The server that MailDev is made of, with TLS; its address begins with <c>smtp://</c> and asks for STARTTLS, its second with <c>smtps://</c>.</summary>
    public static ServerKind SmtpServer { get; } = new("SmtpServer", "maildev, with npm", "maildev", MailServers.StartSmtpServerAsync);

    /// <summary>What people call it.</summary>
    public string Name { get; }

    /// <summary>The package of Debian that has it.</summary>
    public string Package { get; }

    /// <summary>The program to look for.</summary>
    public string Program { get; }

    /// <summary>The variable that says where one runs.</summary>
    public string Variable => $"SEATRIAL_TEST_{Name.ToUpperInvariant().Replace("POSTGRESQL", "POSTGRES", StringComparison.Ordinal)}";

    internal Task<RealServer> StartAsync(string program) => _start(program);
}
