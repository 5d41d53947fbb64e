using System.Runtime.InteropServices;
using Seatrial.Environments.Supervision;

namespace Seatrial.TestService;

/// <summary>The supervisor, with less patience than in earnest.</summary>
internal static class SuperviseVerb
{
    public static async Task<int> RunAsync(string stateFolder, int readySeconds)
    {
        using var ended = new CancellationTokenSource();
        using PosixSignalRegistration term = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
        {
            context.Cancel = true;
            ended.Cancel();
        });
        var options = new SupervisorOptions
        {
            StateFolder = stateFolder,
            ReadyWithin = TimeSpan.FromSeconds(readySeconds),
            Drain = TimeSpan.FromMilliseconds(200),
            StopWithin = TimeSpan.FromSeconds(2),
            RestartDelay = TimeSpan.FromMilliseconds(50),
            LongestRestartDelay = TimeSpan.FromMilliseconds(200),
            WebhookDelay = TimeSpan.FromMilliseconds(50),
        };
        return await ProcessSupervisor.RunAsync(options, ended.Token);
    }
}
