using System.Diagnostics.CodeAnalysis;
using Xunit;

namespace Seatrial.TestKit;

/// <summary>
/// What a test needs and this machine lacks. The test is skipped with the reason, and <c>./test</c> counts and names it.
/// With <c>SEATRIAL_TEST_NO_SKIPS=1</c> (set in CI) a missing service fails the test instead.
/// </summary>
public static class Prerequisite
{
    /// <summary>Whether a missing service is a failure here.</summary>
    public static bool SkipsAreFailures => Environment.GetEnvironmentVariable("SEATRIAL_TEST_NO_SKIPS") == "1";

    /// <summary>Skips, or in CI fails, the calling test.</summary>
    /// <param name="service">The service, such as <c>PostgreSQL</c>.</param>
    /// <param name="remedy">How to provide it, such as <c>set SEATRIAL_TEST_POSTGRES</c>.</param>
    [DoesNotReturn]
    public static void ServiceMissing(string service, string remedy)
    {
        var reason = $"needs {service}: {remedy}";
        if (SkipsAreFailures)
        {
            Assert.Fail($"{reason}. Nothing may be skipped for want of a service here (SEATRIAL_TEST_NO_SKIPS=1).");
        }

        Assert.Skip(reason);
    }

    /// <summary>Skips the calling test for want of conformance data beside the checkout.</summary>
    [DoesNotReturn]
    public static void DataMissing(string path) => Assert.Skip($"needs {path}, which is not beside this checkout");
}
