using Shop.Catalog;

await CatalogService.Build(args).RunAsync();
