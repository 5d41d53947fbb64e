using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Seatrial.Telemetry.Intake;

/// <summary>Where the intake listens, known once the server has started.</summary>
public sealed class IntakeAddresses
{
    /// <summary>Where gRPC is taken in; null without a port of its own.</summary>
    public IPEndPoint? Grpc => GrpcListener?.IPEndPoint;

    /// <summary>Where HTTP is taken in; null without a port of its own.</summary>
    public IPEndPoint? Http => HttpListener?.IPEndPoint;

    internal ListenOptions? GrpcListener { get; set; }

    internal ListenOptions? HttpListener { get; set; }

    /// <summary>Whether the intake has ports of its own, and so answers on no other.</summary>
    internal bool HasOwnPorts => GrpcListener is not null;
}
