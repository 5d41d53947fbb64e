namespace Seatrial.Flows.Tests.Peers;

/// <summary>A request as it arrived.</summary>
internal sealed record SeenRequest(string Method, string Path, Dictionary<string, string> Headers, string Body);
