using System.Reflection;
using System.Runtime.Loader;
using Seatrial.Core.Documents;
using Seatrial.Flows.Http;
using Seatrial.Project.Loading;

namespace Seatrial.Flows.Tests.Servers;

/// <summary>A run that asks no database or broker loads no driver: the time a run takes to start is budgeted.</summary>
public sealed class LazyDriversTests
{
    private static readonly string[] Drivers =
        ["Npgsql", "MySqlConnector", "Microsoft.Data.Sqlite", "Microsoft.Data.SqlClient", "StackExchange.Redis", "RabbitMQ.Client", "MQTTnet", "Confluent.Kafka", "MailKit", "MimeKit", "Google.Protobuf", "Grpc.Net.Client", "protobuf-net.Reflection"];

    [Fact]
    public void Load_ProjectWithEveryVerb_LoadsNoDriver()
    {
        RecordingLoadContext context = new();
        Assembly tests = context.LoadFromAssemblyPath(typeof(LazyDriversTests).Assembly.Location);

        object? errors = tests.GetType(typeof(LazyDriversTests).FullName!)!.GetMethod(nameof(LoadEveryVerb), BindingFlags.Static | BindingFlags.NonPublic)!.Invoke(null, null);

        Assert.Equal(string.Empty, errors);
        Assert.Contains("Seatrial.Flows", context.Loaded);
        Assert.Empty(context.Loaded.Intersect(Drivers, StringComparer.Ordinal));
    }

    private static string LoadEveryVerb()
    {
        using HttpTransport transport = new(new HttpTransportOptions(), TimeProvider.System);
        Dictionary<string, string> sources = new(StringComparer.Ordinal)
        {
            ["seatrial.yaml"] = "project: shop\nenvironments: { local: { variables: { at: 'x://y' } } }\n",
            ["flows/a.flow.yaml"] = """
                flow: All
                steps:
                  - http: GET http://localhost/
                    expect: { status: 200 }
                  - sql: { connection: '{{ at }}', query: select 1 }
                  - redis: { url: '{{ at }}', command: [GET, a] }
                  - redis: { url: '{{ at }}', subscribe: a }
                  - amqp: { url: '{{ at }}', publish: { key: a, text: b } }
                  - amqp: { url: '{{ at }}', queue: a }
                  - mqtt: { url: '{{ at }}', publish: { topic: a, text: b } }
                  - mqtt: { url: '{{ at }}', topic: a }
                  - kafka: { url: '{{ at }}', produce: { topic: a, text: b } }
                  - kafka: { url: '{{ at }}', topic: a }
                  - email: { via: '{{ at }}', send: { from: a@b.c, to: a@b.c } }
                  - email: { inbox: '{{ at }}' }
                  - exec: [ls]
                  - grpc: '{{ at }}/shop.Orders/Place'
                """,
        };
        ProjectLoadResult result = new ProjectLoader(FlowVerbs.All(transport)).Load("/nowhere", sources);
        return string.Join('\n', result.Diagnostics.Where(static d => d.Severity == DiagnosticSeverity.Error).Select(static d => d.Message));
    }

    /// <summary>Loads everything beside the tests anew, and notes what that is.</summary>
    private sealed class RecordingLoadContext() : AssemblyLoadContext("lazy")
    {
        public HashSet<string> Loaded { get; } = new(StringComparer.Ordinal);

        protected override Assembly? Load(AssemblyName assemblyName)
        {
            Loaded.Add(assemblyName.Name!);
            string path = Path.Combine(AppContext.BaseDirectory, assemblyName.Name + ".dll");
            return File.Exists(path) ? LoadFromAssemblyPath(path) : null;
        }
    }
}
