using Seatrial.Project.Connections;
using Seatrial.Seeding.Schema;

namespace Seatrial.Seeding.Tests;

/// <summary>A role of a test's own, that is gone at its end.</summary>
/// <param name="name">Its name.</param>
/// <param name="address">The database's address, with its credentials.</param>
/// <param name="drop">Removes it.</param>
internal sealed class Role(string name, string address, Func<Task> drop) : IAsyncDisposable
{
    public string Name => name;

    public string Address => address;

    public ServerAddress Parsed => SeedAddress.Parse("--from", address);

    public Task<DatabaseSchema> SchemaAsync() => Database.SchemaAsync(Parsed);

    public async ValueTask DisposeAsync() => await drop();
}
