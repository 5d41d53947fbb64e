using Microsoft.Extensions.Options;

namespace Seatrial.Server.Intake;

/// <summary>Checks <see cref="IntakeOptions"/> at start.</summary>
[OptionsValidator]
internal sealed partial class IntakeOptionsValidator : IValidateOptions<IntakeOptions>;
