using Shop.Identity;

await IdentityService.Build(args).RunAsync();
