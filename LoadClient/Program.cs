using DddAspire.LoadClient.CommandLine;

return await LoadCommandLine.RunAsync(args, CancellationToken.None);
