using Seatrial.Core.Flows;

namespace Seatrial.Flows.Http;

/// <summary>A header, query value, form value or cookie as written.</summary>
internal sealed record HttpField(string Name, IBoundValue Value);
