return await DddAspire.DemoRunner.CommandLine.DemoCommandLine.RunAsync(args);
