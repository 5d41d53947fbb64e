namespace Seatrial.TestKit;

/// <summary>Whether tests that take minutes run: <c>./test --long</c> sets <c>SEATRIAL_TEST_LONG=1</c>.</summary>
public static class LongTests
{
    /// <summary>Whether this is a long run.</summary>
    public static bool Enabled => Environment.GetEnvironmentVariable("SEATRIAL_TEST_LONG") == "1";

    /// <summary>One of two sizes, for properties and simulations that are worth running longer when there is time.</summary>
    public static T Choose<T>(T usual, T whenLong) => Enabled ? whenLong : usual;
}
