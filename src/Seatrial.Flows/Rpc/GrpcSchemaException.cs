namespace Seatrial.Flows.Rpc;

/// <summary>What describes a service is not whole, or not sound.</summary>
/// <param name="message">Why.</param>
internal sealed class GrpcSchemaException(string message) : Exception(message);
