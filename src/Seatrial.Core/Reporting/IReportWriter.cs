namespace Seatrial.Core.Reporting;

/// <summary>A form of report that is written flow by flow, in the order they were planned.</summary>
internal interface IReportWriter : IAsyncDisposable
{
    /// <summary>Writes what comes before the flows.</summary>
    ValueTask BeginAsync(CancellationToken cancellationToken);

    /// <summary>Writes a flow.</summary>
    /// <param name="flow">The flow with its steps.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    ValueTask WriteAsync(FlowReport flow, CancellationToken cancellationToken);

    /// <summary>Writes what comes after the flows.</summary>
    ValueTask EndAsync(CancellationToken cancellationToken);
}
