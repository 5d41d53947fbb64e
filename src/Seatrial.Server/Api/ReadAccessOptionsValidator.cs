using Microsoft.Extensions.Options;

namespace Seatrial.Server.Api;

/// <summary>Checks <see cref="ReadAccessOptions"/> at start.</summary>
[OptionsValidator]
internal sealed partial class ReadAccessOptionsValidator : IValidateOptions<ReadAccessOptions>;
