using Shop.Gateway;

await GatewayService.Build(args).RunAsync();
