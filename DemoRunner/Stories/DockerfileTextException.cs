using DddAspire.DemoEnvironment.Faults;

namespace DddAspire.DemoRunner.Stories;

/// <summary>A Dockerfile is not of the form that can be edited for a user.</summary>
internal sealed class DockerfileTextException(string missing, string dockerfile) : DemoException(
    $"The Dockerfile has no {missing}:\n{dockerfile}",
    "Edit it by hand in a clone and push: 'FROM <registry>/ace-server:<fix pack>' and 'COPY <name>.bar <folder>'.");
