using System.Globalization;
using Seatrial.TestService;

return args switch
{
    ["service"] => await FakeService.RunAsync(),
    ["gateway"] => await FakeGateway.RunAsync(),
    ["supervise", var readySeconds, var state] => await SuperviseVerb.RunAsync(state, int.Parse(readySeconds, CultureInfo.InvariantCulture)),
    _ => 2,
};
