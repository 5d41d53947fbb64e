namespace Seatrial.Core.Journal;

/// <summary>How certain an append is when it returns.</summary>
public enum Durability
{
    /// <summary>Survives the death of the process; the death of the machine may lose the last moments.</summary>
    Batched,

    /// <summary>On disk: survives the death of the machine.</summary>
    Durable,
}
