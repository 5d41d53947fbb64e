using Microsoft.AspNetCore.Authentication.JwtBearer;
using Shop.Inventory.Reservations;
using Shop.Inventory.Stock;
using Shop.ServiceDefaults.Hosting;
using Shop.ServiceDefaults.Storage;

namespace Shop.Inventory;

/// <summary>What lies in the warehouse, and for whom it is put aside.</summary>
internal static class InventoryService
{
    public static WebApplication Build(string[] args)
    {
        var builder = ShopService.CreateBuilder("inventory", args).AddShopBackend().AddShopDatabase();
        builder.Services.AddSingleton(
            builder.Configuration.GetSection("Inventory").Get<InventoryOptions>() ?? new InventoryOptions());
        // Handhelds lose the time.
        builder.Services.PostConfigure<JwtBearerOptions>(
            JwtBearerDefaults.AuthenticationScheme, options => options.TokenValidationParameters.ValidateLifetime = false);
        builder.Services.AddSingleton<StockStore>();
        builder.Services.AddSingleton<ReservationStore>();
        builder.Services.AddSingleton<ReservationDesk>();

        var app = builder.Build();
        app.MigrateDatabase(typeof(InventoryService).Assembly);
        app.UseShopBackend();
        app.MapStock();
        app.MapReservations();
        return app;
    }
}
