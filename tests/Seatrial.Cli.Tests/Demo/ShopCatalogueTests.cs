using Seatrial.Cli.Demo;
using Seatrial.TestKit;

namespace Seatrial.Cli.Tests.Demo;

public sealed class ShopCatalogueTests
{
    [Fact]
    public void Every_defect_names_its_service_and_symptom()
    {
        ShopCatalogue shop = new(TestPaths.InRepository("samples", "shop"));

        Assert.All(shop.Defects(), defect =>
        {
            Assert.False(string.IsNullOrEmpty(defect.FaultService), defect.Name);
            Assert.False(string.IsNullOrEmpty(defect.Symptom), defect.Name);
            Assert.False(string.IsNullOrEmpty(defect.Why), defect.Name);
        });
        Assert.Contains(shop.Defects(), defect => defect.Name == DemoArguments.DefaultDefect);
    }

    [Fact]
    public void Sound_release_has_no_fault() =>
        Assert.Null(new ShopCatalogue(TestPaths.InRepository("samples", "shop")).Sound("1.0.0").FaultService);
}
