using System.Text;
using Microsoft.Extensions.Time.Testing;
using Seatrial.Cli.Terminal;
using Seatrial.TestKit.Reporting;

namespace Seatrial.Cli.Tests;

/// <summary>Calls the command as a shell would, in this process.</summary>
internal sealed class CommandHarness(string folder) : IDisposable
{
    private readonly StringWriter _people = new();
    private readonly StringWriter _errors = new();
    private readonly MemoryStream _machine = new();

    public FakeTimeProvider Clock { get; } = new(SampleRun.Start);

    /// <summary>The clock instead of that of the test, for what takes its time over the wire.</summary>
    public TimeProvider? RealClock { get; init; }

    public string People => _people.ToString();

    public string Errors => _errors.ToString();

    public string Machine => Encoding.UTF8.GetString(_machine.ToArray());

    public bool WasOutputTaken { get; private set; }

    public CommandContext Context => new(
        new PlainTerminal(_people), new PlainTerminal(_errors), () => new KeptStream(_machine), RealClock ?? Clock, folder, TestContext.Current.CancellationToken);

    public Task<int> InvokeAsync(params string[] arguments) => SeatrialCommand.InvokeAsync(
        arguments,
        isOutputTaken =>
        {
            WasOutputTaken = isOutputTaken;
            return Context;
        },
        _people,
        _errors);

    public void Dispose()
    {
        _people.Dispose();
        _errors.Dispose();
        _machine.Dispose();
    }
}
