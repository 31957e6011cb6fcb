using DddAspire.Publishing;

var builder = DistributedApplication.CreateBuilder(args);
if (!builder.ExecutionContext.IsPublishMode)
{
    await Console.Error.WriteLineAsync("this project only writes the Helm chart\nNext: dotnet run --project Publishing -- --operation publish --step publish --output-path FOLDER");
    return 2;
}

builder.AddInstallation();
await builder.Build().RunAsync();
return 0;
