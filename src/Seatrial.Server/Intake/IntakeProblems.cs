using Microsoft.AspNetCore.Http;
using Seatrial.Core.Deployments;
using Seatrial.Server.Hosting;

namespace Seatrial.Server.Intake;

/// <summary>The intake's refusals.</summary>
internal static class IntakeProblems
{
    public static IResult UnknownEnvironment(string project, string environment) => Problems.Make(
        StatusCodes.Status404NotFound,
        "environment-unknown",
        $"There is no environment {environment} in a project {project} here.");

    public static IResult TooLarge(int most) => Problems.Make(
        StatusCodes.Status413PayloadTooLarge,
        "intake-too-large",
        $"The body has more than {most} bytes.");

    public static IResult NotUnderstood(string reason) => Problems.Make(
        StatusCodes.Status415UnsupportedMediaType,
        "intake-not-understood",
        reason);

    public static IResult Unsigned(SignatureCheck result)
    {
        (string code, string detail) = result switch
        {
            SignatureCheck.Missing => ("intake-signature-missing", $"The header {WebhookSignature.Header} is missing."),
            SignatureCheck.Malformed => (
                "intake-signature-malformed",
                $"The header {WebhookSignature.Header} is not of the form t=<unix seconds>,v1=<64 hexadecimal digits>."),
            SignatureCheck.OutsideTolerance => (
                "intake-timestamp-outside-tolerance",
                "The signature is too old or from the future; check the sender's clock and sign when sending, not before."),
            SignatureCheck.NoSecret => (
                "intake-no-secret",
                "The environment has no webhook secret, so nobody can sign; configure one."),
            _ => (
                "intake-signature-mismatch",
                "The signature does not fit the body; sign \"<t>.<raw body>\" with the environment's secret, exactly as sent."),
        };
        return Problems.Make(StatusCodes.Status401Unauthorized, code, detail);
    }

    public static IResult Rejected(IntakeReading.Rejected rejected) => Problems.Make(
        StatusCodes.Status400BadRequest,
        rejected.Code,
        string.Join("; ", rejected.Faults.Take(5).Select(fault => $"{fault.Path}: {fault.Message}")),
        rejected.Faults);
}
