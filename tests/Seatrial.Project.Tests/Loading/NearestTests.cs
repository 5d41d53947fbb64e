using Seatrial.Project.Loading;

namespace Seatrial.Project.Tests.Loading;

public sealed class NearestTests
{
    [Theory]
    [InlineData("ordrId", "orderId")]
    [InlineData("oredrId", "orderId")]
    [InlineData("clientsecret", "client-secret")]
    [InlineData("SKU", "sku")]
    [InlineData("nothing", null)]
    [InlineData("xy", null)]
    [InlineData("", null)]
    public void To_Name_FindsWhatWasMeant(string name, string? expected) =>
        Assert.Equal(expected, Nearest.To(name, ["orderId", "client-secret", "sku"]));
}
