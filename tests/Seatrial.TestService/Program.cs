using Seatrial.TestService;

return args switch
{
    ["service"] => await FakeService.RunAsync(),
    ["gateway"] => await FakeGateway.RunAsync(),
    ["supervise", var state] => await SuperviseVerb.RunAsync(state),
    _ => 2,
};
