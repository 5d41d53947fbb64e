namespace Seatrial.Seeding.Schema;

/// <summary>The engines whose structure can be told.</summary>
internal enum DatabaseEngine
{
    Postgres,
    MySql,
    Sqlite,
}
