using Shop.Orders.Catalog;
using Shop.Orders.Ordering;
using Shop.ServiceDefaults.Hosting;
using Shop.ServiceDefaults.Outbox;
using Shop.ServiceDefaults.Storage;

namespace Shop.Orders;

/// <summary>Takes orders and follows them until they are put aside, or have failed.</summary>
internal static class OrdersService
{
    public static WebApplication Build(string[] args)
    {
        var builder = ShopService.CreateBuilder("orders", args).AddShopBackend().AddShopDatabase();
        builder.Services.AddSingleton(
            builder.Configuration.GetSection("Orders").Get<OrdersOptions>() ?? new OrdersOptions());
        builder.Services.AddSingleton<CatalogPrices>();
        builder.Services.AddSingleton<OrderDesk>();
        builder.Services.AddSingleton<OrderProgress>();
        builder.Services.AddSingleton<IOutboxFailureHandler, UndeliveredCharges>();

        var app = builder.Build();
        app.MigrateDatabase(typeof(OrdersService).Assembly);
        app.UseShopBackend();
        app.MapPlacing();
        app.MapReading();
        app.MapProgress();
        return app;
    }
}
