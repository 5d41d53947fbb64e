using System.Collections.Frozen;
using System.Collections.Immutable;
using Seatrial.Core.Documents;
using Seatrial.Core.Flows;
using Seatrial.Flows.Servers;

namespace Seatrial.Flows.Redis;

/// <summary><c>redis:</c> a command, or a channel or stream to listen to.</summary>
/// <param name="time">The clock.</param>
internal sealed class RedisVerb(TimeProvider time) : IStepVerb
{
    public static readonly FrozenDictionary<string, int> Schemes =
        new Dictionary<string, int>(StringComparer.Ordinal) { ["redis"] = 6379, ["rediss"] = 6379 }.ToFrozenDictionary(StringComparer.Ordinal);

    private const string Example = "redis: { url: '{{ cache }}', command: [GET, 'cart:7'] }";

    // What leaves the server as it was: a repetition after a network error does no harm.
    private static readonly FrozenSet<string> Reading = FrozenSet.ToFrozenSet(
        [
            "GET", "MGET", "EXISTS", "TTL", "PTTL", "TYPE", "STRLEN", "GETRANGE", "KEYS", "SCAN", "DBSIZE", "PING", "ECHO", "TIME", "INFO",
            "HGET", "HGETALL", "HMGET", "HEXISTS", "HLEN", "HKEYS", "HVALS", "HSCAN", "LRANGE", "LLEN", "LINDEX", "LPOS",
            "SMEMBERS", "SISMEMBER", "SMISMEMBER", "SCARD", "SINTER", "SUNION", "SDIFF", "ZRANGE", "ZSCORE", "ZMSCORE", "ZCARD", "ZCOUNT", "ZRANK", "ZREVRANK",
            "XLEN", "XRANGE", "XREVRANGE", "XINFO", "XPENDING", "PUBSUB", "OBJECT", "MEMORY", "GEOPOS", "GEODIST", "BITCOUNT", "GETBIT",
            "JSON.GET", "JSON.MGET", "JSON.TYPE", "FT.SEARCH",
        ],
        StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public string Key => "redis";

    /// <inheritdoc/>
    public IReadOnlyCollection<string> OwnKeys => [];

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Subjects { get; } = ["body", "header.", "channel"];

    /// <inheritdoc/>
    public VerbShape Shape { get; } = new("Sends a command to Redis, or listens to a channel or a stream.", new DocumentShape.Map(
    [
        new("url", new DocumentShape.Text(), "Where Redis is: redis:// or rediss://.", IsRequired: true),
        new("command", new DocumentShape.List(new DocumentShape.Anything()), "A command and its arguments, as a list."),
        new("subscribe", new DocumentShape.Anything(), "The channel to listen to."),
        new("stream", new DocumentShape.Anything(), "The stream to listen to."),
    ])
    {
        OneOf = ["command", "subscribe", "stream"],
    });

    /// <inheritdoc/>
    public IStepAction? Bind(DocumentNode.Mapping step, IBindContext context)
    {
        if (VerbMap.Of(step, Key, Example, context) is not { } map)
        {
            return null;
        }

        IBoundValue? url = map.Address("url", Schemes);
        string? what = map.OneOf("command", "subscribe", "stream");
        map.Finish("command", "subscribe", "stream");
        if (url is null || what is null)
        {
            return null;
        }

        IBoundValue value = map.Value(what)!;
        return what switch
        {
            "command" => BindCommand(map, url),
            "subscribe" => new RedisSubscribeAction(url, value, time),
            _ => new RedisStreamAction(url, value, time),
        };
    }

    private RedisCommandAction? BindCommand(VerbMap map, IBoundValue url)
    {
        if (map.Node("command") is not DocumentNode.Sequence { Items: [DocumentNode.Scalar name, ..] items })
        {
            ServerDiagnostics.Error(map.Context, "ST0820", map.Node("command")!.Span, "A Redis command is a list: its name, then each of its arguments.", "Write for example: `command: [GET, 'cart:7']`");
            return null;
        }

        if (name.Text.ToUpperInvariant() is "SUBSCRIBE" or "PSUBSCRIBE" or "SSUBSCRIBE" or "MONITOR")
        {
            ServerDiagnostics.Error(map.Context, "ST0821", name.Span, $"`{name.Text}` does not answer, it listens.", "Write `subscribe: CHANNEL` instead of `command`, and say under `match:` which message it waits for.");
            return null;
        }

        ImmutableArray<IBoundValue> words = [.. items.Select(map.Context.Bind)];
        return new RedisCommandAction(url, words, Reading.Contains(name.Text), time);
    }
}
