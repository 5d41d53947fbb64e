using System.ComponentModel.DataAnnotations;
using Seatrial.Server.Hosting;

namespace Seatrial.Server.Api;

/// <summary>Who may read runs.</summary>
internal sealed class ReadAccessOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Read";

    /// <summary>What readers must show.</summary>
    /// <value>At least 16 characters; default none: only this machine may read.</value>
    [MinLength(ServeOptions.LeastReadToken)]
    public string? Token { get; set; }
}
