using System.Reflection;
using Shop.ServiceDefaults.Outbox;

namespace Shop.ServiceDefaults.Storage;

/// <summary>Gives a service its database and its outbox.</summary>
public static class StorageExtensions
{
    /// <summary>Adds the database, its health check, and the outbox that lives in it.</summary>
    public static WebApplicationBuilder AddShopDatabase(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<Database>();
        builder.Services.AddHealthChecks().AddCheck<DatabaseHealthCheck>("database");
        builder.AddOutbox();
        return builder;
    }

    /// <summary>Applies the migrations that ship with the assembly.</summary>
    public static void MigrateDatabase(this WebApplication app, Assembly assembly) =>
        Migrator.Migrate(app.Services.GetRequiredService<Database>(), typeof(StorageExtensions).Assembly, assembly);
}
