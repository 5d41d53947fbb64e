using System.Runtime.CompilerServices;
using Xunit;

namespace Seatrial.TestKit;

/// <summary>A fact that runs only in <c>./test --long</c>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LongFactAttribute : FactAttribute
{
    /// <summary>Marks the method; the parameters are the compiler's to fill.</summary>
    public LongFactAttribute(
        [CallerFilePath] string? sourceFilePath = null,
        [CallerLineNumber] int sourceLineNumber = -1)
        : base(sourceFilePath, sourceLineNumber)
    {
        Skip = "long test: runs with ./test --long";
        SkipUnless = nameof(LongTests.Enabled);
        SkipType = typeof(LongTests);
    }
}
