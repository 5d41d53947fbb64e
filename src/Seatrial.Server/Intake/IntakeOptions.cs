using System.ComponentModel.DataAnnotations;

namespace Seatrial.Server.Intake;

/// <summary>What the intake accepts.</summary>
internal sealed class IntakeOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Intake";

    /// <summary>The most bytes a body may have; more is answered 413.</summary>
    /// <value>1 KiB to 16 MiB; default 256 KiB.</value>
    [Range(1024, 16 * 1024 * 1024)]
    public int MaxBodyBytes { get; set; } = 256 * 1024;

    /// <summary>How far a signature's time may be from ours, before or after.</summary>
    /// <value>1 s to 1 h; default 5 min.</value>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan Tolerance { get; set; } = TimeSpan.FromMinutes(5);
}
