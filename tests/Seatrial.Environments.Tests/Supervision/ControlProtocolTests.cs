using System.Text;
using System.Text.Json;
using CsCheck;
using Seatrial.Environments.Supervision;
using static Seatrial.Environments.Tests.Supervision.Harbour;

namespace Seatrial.Environments.Tests.Supervision;

public sealed class ControlProtocolTests
{
    private static readonly byte[] Deploy = JsonSerializer.SerializeToUtf8Bytes(
        new ControlRequest.Deploy("d1", "somebody", Release("1.0.0", Service("catalog", "1.0.0", "good", ("A", "b")))),
        SupervisionJson.Default.ControlRequest);

    [Fact]
    public void Parse_WhatWasWritten_IsUnderstood()
    {
        var request = Assert.IsType<ControlRequest.Deploy>(ControlProtocol.Parse(Deploy).Request);

        Assert.True(request.Plan.Services[0].IsSameAs(Service("catalog", "1.0.0", "good", ("A", "b"))));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"command":"rm"}""")]
    [InlineData("""{"command":"operation"}""")]
    [InlineData("""{"command":"operation","key":null}""")]
    [InlineData("""{"command":"rollback","key":"k","reason":"r","expected":null}""")]
    [InlineData("""{"command":"rollback","key":"k","reason":"r","expected":[null]}""")]
    [InlineData("""{"command":"deploy","key":"k","actor":"a","plan":{}}""")]
    public void Parse_WhatIsNoRequest_GivesAReason(string line)
    {
        (ControlRequest? request, string? fault) = ControlProtocol.Parse(Encoding.UTF8.GetBytes(line));

        Assert.Null(request);
        Assert.NotNull(fault);
    }

    [Fact]
    public void Parse_AnyBytes_NeverThrows() =>
        Gen.Byte.Array[0, 200].Sample(bytes => Settles(bytes));

    [Fact]
    public void Parse_ARequestWithBytesChanged_NeverThrows() =>
        Gen.Select(Gen.Int[0, Deploy.Length - 1], Gen.Byte, Gen.Int[0, Deploy.Length]).Sample((at, value, length) =>
        {
            byte[] bytes = [.. Deploy];
            bytes[at] = value;
            return Settles(bytes) && Settles(bytes.AsSpan(0, length));
        });

    [Fact]
    public void Parse_DeepNesting_IsRefused() =>
        Assert.True(Settles(Encoding.UTF8.GetBytes(new string('[', 100_000))));

    private static bool Settles(ReadOnlySpan<byte> bytes)
    {
        (ControlRequest? request, string? fault) = ControlProtocol.Parse(bytes);
        return request is null != fault is null;
    }
}
