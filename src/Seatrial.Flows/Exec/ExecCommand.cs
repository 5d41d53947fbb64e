namespace Seatrial.Flows.Exec;

/// <summary>A command, ready to start.</summary>
/// <param name="Program">The program, found.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="Folder">Where it runs, absolute.</param>
/// <param name="Environment">What is added to the variables of this process.</param>
/// <param name="Stdin">What it reads.</param>
/// <param name="Grace">How long it may take to end once it is asked to.</param>
/// <param name="Mark">The value of <see cref="ExecIdentity.Mark"/>: of this one start, and no other.</param>
internal sealed record ExecCommand(
    string Program,
    IReadOnlyList<string> Arguments,
    string Folder,
    IReadOnlyList<KeyValuePair<string, string>> Environment,
    byte[] Stdin,
    TimeSpan Grace,
    string Mark);
