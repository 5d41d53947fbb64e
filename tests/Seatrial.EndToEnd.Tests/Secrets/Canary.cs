using System.Globalization;
using System.Security.Cryptography;

namespace Seatrial.EndToEnd.Tests.Secrets;

/// <summary>A planted secret: a core that occurs nowhere else, and what stands around it.</summary>
/// <param name="Id">Two digits.</param>
/// <param name="Core">Letters and digits, drawn at random: finding it in any form is a leak.</param>
/// <param name="Value">The secret.</param>
internal sealed record Canary(string Id, string Core, string Value)
{
    /// <summary>What is public and travels beside it: evidence without it was not kept, and proves nothing.</summary>
    public string Companion => $"companion-{Id}";

    /// <param name="number">From 1.</param>
    /// <param name="shape">What stands around the core, <c>{0}</c>.</param>
    public static Canary New(int number, string shape = "{0}")
    {
        string core = RandomNumberGenerator.GetString("ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789", 20);
        return new(number.ToString("00", CultureInfo.InvariantCulture), core, string.Format(CultureInfo.InvariantCulture, shape, core));
    }
}
