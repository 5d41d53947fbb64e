namespace Seatrial.Flows.Rpc;

/// <summary>A value does not fit a message, or bytes are no message.</summary>
/// <param name="path">Where in the message, such as <c>$.items[0].sku</c>.</param>
/// <param name="message">Why.</param>
internal sealed class GrpcMessageException(string path, string message) : Exception($"{path}: {message}");
