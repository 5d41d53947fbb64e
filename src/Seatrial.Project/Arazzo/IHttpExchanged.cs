using Seatrial.Project.Contracts;

namespace Seatrial.Project.Arazzo;

/// <summary>An answer that came over HTTP, whose request can be looked at, too.</summary>
public interface IHttpExchanged
{
    /// <summary>The request and its answer.</summary>
    ContractExchange First { get; }
}
