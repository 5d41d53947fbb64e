namespace Seatrial.Core;

/// <summary>The base of every exception Seatrial throws on purpose: infrastructure that failed, or a defect of its own.</summary>
/// <remarks>Expected outcomes are values, never exceptions. The message says what was attempted, what happened and what to do.</remarks>
public class SeatrialException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="code">Stable kebab-case code, such as <c>journal-sequence-conflict</c>.</param>
    /// <param name="message">What was attempted, what happened, what to do.</param>
    /// <param name="isTransient">Whether the same attempt may succeed later without a change.</param>
    /// <param name="innerException">The cause, if any.</param>
    public SeatrialException(string code, string message, bool isTransient = false, Exception? innerException = null)
        : base(message, innerException)
    {
        Code = code;
        IsTransient = isTransient;
    }

    /// <summary>A stable kebab-case code that does not change when the text does.</summary>
    public string Code { get; }

    /// <summary>Whether the same attempt may succeed later without a change.</summary>
    public bool IsTransient { get; }
}
