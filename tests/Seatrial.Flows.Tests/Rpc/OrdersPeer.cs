using System.Security.Cryptography.X509Certificates;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Seatrial.Flows.Tests.Rpc.Shop;

namespace Seatrial.Flows.Tests.Rpc;

/// <summary>A service of orders that speaks gRPC, over HTTP/2 in clear.</summary>
internal sealed class OrdersPeer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private OrdersPeer(WebApplication app) => _app = app;

    public string Address => _app.Urls.First();

    /// <param name="hasReflection">Whether it tells what it is.</param>
    /// <param name="certificate">What it speaks TLS with; null: it speaks in clear.</param>
    /// <param name="letsIn">The only client it speaks with; null: anybody.</param>
    public static async Task<OrdersPeer> StartAsync(bool hasReflection = true, X509Certificate2? certificate = null, X509Certificate2? letsIn = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = HttpProtocols.Http2;
            if (certificate is not null)
            {
                listen.UseHttps(certificate, https =>
                {
                    https.ClientCertificateMode = letsIn is null ? ClientCertificateMode.NoCertificate : ClientCertificateMode.RequireCertificate;
                    https.ClientCertificateValidation = (shown, _, _) => shown.Thumbprint == letsIn?.Thumbprint;
                });
            }
        }));
        builder.Services.AddGrpc();
        builder.Services.AddGrpcReflection();
        WebApplication app = builder.Build();
        app.MapGrpcService<Service>();
        if (hasReflection)
        {
            app.MapGrpcReflectionService();
        }

        await app.StartAsync(Xunit.TestContext.Current.CancellationToken);
        return new OrdersPeer(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private sealed class Service : Orders.OrdersBase
    {
        public override async Task<Order> Place(PlaceRequest request, ServerCallContext context)
        {
            switch (request.Sku)
            {
                case "SOLD-OUT":
                    Google.Protobuf.WellKnownTypes.Any info = new()
                    {
                        TypeUrl = "type.googleapis.com/google.rpc.ErrorInfo",
                        Value = ByteString.CopyFrom([0x0A, 0x08, .. "SOLD_OUT"u8, 0x12, 0x04, .. "shop"u8]),
                    };
                    byte[] any = info.ToByteArray();
                    byte[] status = [0x08, 0x09, 0x12, 0x08, .. "sold out"u8, 0x1A, (byte)any.Length, .. any];
                    throw new RpcException(new Status(StatusCode.FailedPrecondition, "sold out"), new Metadata { { "grpc-status-details-bin", status }, { "shelf", "7" } });
                case "SLOW":
                    await Task.Delay(TimeSpan.FromMinutes(1), context.CancellationToken); // slow on purpose: the deadline must pass
                    break;
                case "GUARDED" when context.RequestHeaders.GetValue("authorization") != "Bearer let-me-in-please":
                    throw new RpcException(new Status(StatusCode.Unauthenticated, "no token, or a wrong one"));
            }

            await context.WriteResponseHeadersAsync(new Metadata { { "tenant", context.RequestHeaders.GetValue("tenant") ?? "none" } });
            context.ResponseTrailers.Add("baggage-seen", context.RequestHeaders.GetValue("baggage") ?? "none");
            return new Order { Id = "o-7", State = State.Pending, Total = 9_007_199_254_740_993 * request.Quantity };
        }

        public override async Task Watch(PlaceRequest request, IServerStreamWriter<Order> responseStream, ServerCallContext context)
        {
            await responseStream.WriteAsync(new Order { Id = request.Sku, State = State.Pending }, context.CancellationToken);
            await responseStream.WriteAsync(new Order { Id = request.Sku, State = State.Paid }, context.CancellationToken);
        }

        public override async Task<Order> Sum(IAsyncStreamReader<PlaceRequest> requestStream, ServerCallContext context)
        {
            long total = 0;
            await foreach (PlaceRequest request in requestStream.ReadAllAsync(context.CancellationToken))
            {
                total += request.Quantity;
            }

            return new Order { Total = total };
        }

        public override async Task Chat(IAsyncStreamReader<PlaceRequest> requestStream, IServerStreamWriter<Order> responseStream, ServerCallContext context)
        {
            await foreach (PlaceRequest request in requestStream.ReadAllAsync(context.CancellationToken))
            {
                await responseStream.WriteAsync(new Order { Id = request.Sku }, context.CancellationToken);
            }
        }
    }
}
