using DddAspire.LoadClient.CommandLine;
using DddAspire.LoadClient.Wire;

InlineCompletions.Enable();
return await LoadCommandLine.RunAsync(args, CancellationToken.None);
