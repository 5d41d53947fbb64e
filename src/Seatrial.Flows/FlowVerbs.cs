using Seatrial.Core.Browsing;
using Seatrial.Core.Flows;
using Seatrial.Flows.Amqp;
using Seatrial.Flows.Browsing;
using Seatrial.Flows.Calling;
using Seatrial.Flows.Email;
using Seatrial.Flows.GraphQl;
using Seatrial.Flows.Exec;
using Seatrial.Flows.Rpc;
using Seatrial.Flows.Http;
using Seatrial.Flows.Kafka;
using Seatrial.Flows.Mqtt;
using Seatrial.Flows.Redis;
using Seatrial.Flows.Sql;
using Seatrial.Flows.Sse;
using Seatrial.Flows.Tracing;
using Seatrial.Flows.WebSockets;

namespace Seatrial.Flows;

/// <summary>The verbs of this room, to load projects with.</summary>
public static class FlowVerbs
{
    /// <summary>All of them. The drivers of databases and brokers are loaded by the first step that acts, not here.</summary>
    /// <param name="transport">The connections of the process.</param>
    /// <param name="allowCommands">Whether steps may run commands: that is code execution for whoever may write a project.</param>
    /// <param name="browser">Where a browser comes from; null: from nowhere, which is enough to load flows.</param>
    public static IReadOnlyList<IStepVerb> All(HttpTransport transport, bool allowCommands = false, IBrowserSource? browser = null) =>
    [
        new HttpVerb(transport),
        new GraphQlVerb(transport),
        new SseVerb(transport),
        new WebSocketVerb(transport),
        new CallVerb(),
        new SqlVerb(transport.Time),
        new RedisVerb(transport.Time),
        new AmqpVerb(transport.Time),
        new MqttVerb(transport.Time),
        new KafkaVerb(transport.Time),
        new EmailVerb(transport.Time),
        new GrpcVerb(transport),
        new TraceVerb(),
        new BrowserVerb(browser ?? new NoBrowser(), transport.Time),
        new ExecVerb(transport.Time, allowCommands),
    ];
}
