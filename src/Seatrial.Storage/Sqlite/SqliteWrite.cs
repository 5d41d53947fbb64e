namespace Seatrial.Storage.Sqlite;

/// <summary>One piece of work that waits for the writer.</summary>
/// <param name="attempt">What it is, for messages.</param>
/// <param name="isDurable">Whether it must be on disk.</param>
internal abstract class SqliteWrite(string attempt, bool isDurable)
{
    public string Attempt { get; } = attempt;

    public bool IsDurable { get; } = isDurable;

    /// <summary>Whether it still wants to be done; ends it as cancelled when not.</summary>
    public abstract bool TryBegin();

    /// <summary>Does it, inside the transaction.</summary>
    public abstract void Work();

    /// <summary>It was refused by its own checks; the others in the transaction go on.</summary>
    public abstract void Refuse(Exception exception);

    /// <summary>The transaction failed: nothing was written.</summary>
    public abstract void Fail(Exception exception);

    /// <summary>The transaction was committed.</summary>
    public abstract void Complete();
}
