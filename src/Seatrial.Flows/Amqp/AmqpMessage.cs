namespace Seatrial.Flows.Amqp;

/// <summary>A message to publish.</summary>
/// <param name="Exchange">The exchange; empty for the one that every queue is bound to by its name.</param>
/// <param name="Key">The routing key.</param>
/// <param name="ContentType">What the body is.</param>
/// <param name="Id">The same when the step is tried again.</param>
/// <param name="Headers">Its headers.</param>
/// <param name="Body">Its body.</param>
internal sealed record AmqpMessage(string Exchange, string Key, string ContentType, string Id, IReadOnlyList<KeyValuePair<string, string>> Headers, byte[] Body);
