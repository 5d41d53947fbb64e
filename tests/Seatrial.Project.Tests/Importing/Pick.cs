using CsCheck;

namespace Seatrial.Project.Tests.Importing;

/// <summary>One of some texts.</summary>
internal static class Pick
{
    public static Gen<string> One(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);
}
